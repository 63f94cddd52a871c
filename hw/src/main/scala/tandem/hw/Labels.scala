package tandem.hw

import chisel3.ChiselEnum

/** The names of an enumeration with their numbers, as manifests and settings spell them. */
object Labels {
  def of(enumeration: ChiselEnum): Seq[(String, Int)] =
    enumeration.allNames.zip(enumeration.all.map(_.litValue.toInt))
}
