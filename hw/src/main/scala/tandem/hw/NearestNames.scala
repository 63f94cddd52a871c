package tandem.hw

import java.util.Locale

/** Which known names a misspelt one may have meant. */
object NearestNames {

  /** At most three of `known`, the most similar first. */
  def of(name: String, known: Seq[String]): Seq[String] =
    known
      .sortBy(candidate =>
        distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))
      )
      .take(3)

  /** Single-character insertions, deletions and replacements that turn `left` into `right`. */
  private def distance(left: String, right: String): Int =
    left
      .foldLeft((0 to right.length).toVector) { (row, letter) =>
        right.indices.foldLeft(Vector(row.head + 1)) { (next, i) =>
          val replaced = row(i) + (if (right(i) == letter) 0 else 1)
          next :+ Seq(replaced, row(i + 1) + 1, next(i) + 1).min
        }
      }
      .last
}
