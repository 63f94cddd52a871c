package tandem.hw.regs

/** Who may change a register. */
sealed abstract class Access(val name: String)
object Access {

  /** Configuration: software writes, hardware uses. */
  case object ReadWrite extends Access("rw")

  /** Observation: hardware writes, software reads. */
  case object ReadOnly extends Access("ro")
}

/** The values a register may hold. */
sealed trait Legal
object Legal {
  case object Any                                          extends Legal
  final case class OneOf(values: Seq[BigInt])              extends Legal
  final case class Range(minimum: BigInt, maximum: BigInt) extends Legal
}

/** One register as software sees it: 64 bits of data at a multiple of 8, of which `widthBits`
  * exist.
  *
  * @param labels
  *   names of values, empty where values are quantities
  */
final case class Register(
    name: String,
    widthBits: Int,
    access: Access,
    reset: BigInt,
    legal: Legal,
    labels: Seq[(String, BigInt)],
    doc: String
) {
  require(
    widthBits >= 1 && widthBits <= 64,
    s"a register has 1 to 64 bits: $name widthBits=$widthBits"
  )
}

object Register {

  /** Configuration that takes one of a few quantities. */
  def choice(name: String, widthBits: Int, values: Seq[Int], reset: Int, doc: String): Register =
    Register(name, widthBits, Access.ReadWrite, reset, Legal.OneOf(values.map(BigInt(_))), Nil, doc)

  /** Configuration that takes one of a few names. */
  def labelled(
      name: String,
      widthBits: Int,
      labels: Seq[(String, Int)],
      reset: Int,
      doc: String
  ): Register = {
    val values = labels.map { case (label, value) => label -> BigInt(value) }
    Register(
      name,
      widthBits,
      Access.ReadWrite,
      reset,
      Legal.OneOf(values.map(_._2)),
      values,
      doc
    )
  }

  /** Configuration that takes any quantity from `minimum` to `maximum`. */
  def range(
      name: String,
      widthBits: Int,
      maximum: BigInt,
      reset: Int,
      doc: String,
      minimum: BigInt = 0
  ): Register =
    Register(name, widthBits, Access.ReadWrite, reset, Legal.Range(minimum, maximum), Nil, doc)

  /** A counter that starts at 0 and wraps after 2^64 events. */
  def counter(name: String, doc: String): Register =
    Register(name, 64, Access.ReadOnly, 0, Legal.Any, Nil, doc)
}

/** A write of `value` to `register` that writes others as well. */
final case class Preset(register: String, value: BigInt, loads: Seq[(String, BigInt)])

/** The registers of a block in address order, the rules between them, and what a write to one does
  * to others.
  */
final case class RegisterMap(
    registers: Seq[Register],
    rules: Seq[String],
    presets: Seq[Preset] = Nil
) {
  require(
    registers.map(_.name).distinct.size == registers.size,
    s"a register name is used twice: ${registers.map(_.name).mkString(" ")}"
  )
  presets.flatMap(preset => preset.register +: preset.loads.map(_._1)).distinct.foreach { name =>
    require(
      registers.exists(r => r.name == name && r.access == Access.ReadWrite),
      s"a preset names what is no writable register: $name"
    )
  }

  /** Byte address of the register at `index`. */
  def address(index: Int): Int = index * 8

  /** Byte address of the register of that name. */
  def address(name: String): Int = address(registers.indexWhere(_.name == name))

  /** The presets that write `name`, each with what it writes. */
  def loads(name: String): Seq[(Preset, BigInt)] =
    presets.flatMap(preset => preset.loads.collect { case (`name`, value) => preset -> value })
}
