package tandem.hw.elaborate

import chisel3._
import chisel3.reflect.DataMirror
import chisel3.util.{DecoupledIO, Valid}
import java.math.BigInteger
import java.util.{LinkedHashMap, List => JList, Map => JMap, Optional}
import scala.jdk.CollectionConverters._
import tandem.hw.regs.{HasRegisters, Legal, Register, RegisterMap}

/** Reads the ports, streams and registers off an elaborated top module. */
private[elaborate] object InterfaceReader {

  /** The ports as the Verilog has them: records taken apart, names joined by underscores. */
  def ports(top: RawModule): Seq[PortDescription] =
    DataMirror.modulePorts(top).flatMap { case (name, port) => leaves(name, port) }

  private def leaves(name: String, data: Data): Seq[PortDescription] = data match {
    case record: Record =>
      declared(record).flatMap { case (field, inner) => leaves(s"${name}_$field", inner) }
    case leaf: Element => Seq(PortDescription(name, direction(leaf), leaf.getWidth))
    case other         => throw new IllegalStateException(s"port $name is neither: $other")
  }

  /** Chisel keeps the elements of a record from the last declared to the first. */
  private def declared(record: Record): Seq[(String, Data)] = record.elements.toSeq.reverse

  def streams(top: RawModule): Seq[StreamDescription] =
    DataMirror.modulePorts(top).collect {
      case (name, stream: DecoupledIO[_]) =>
        describeStream(name, stream.valid, stream.bits, Optional.of(s"${name}_ready"))
      case (name, event: Valid[_]) =>
        describeStream(name, event.valid, event.bits, Optional.empty())
    }

  private def describeStream(name: String, valid: Bool, bits: Any, ready: Optional[String]) =
    StreamDescription(
      name,
      direction(valid),
      bits.getClass.getSimpleName,
      s"${name}_valid",
      ready,
      fields(name, bits).asJava
    )

  def registers(top: RawModule): RegisterMap = top match {
    case block: HasRegisters => block.registerMap
    case _                   => RegisterMap(Nil, Nil)
  }

  def describe(map: RegisterMap): Seq[RegisterDescription] =
    map.registers.zipWithIndex.map { case (register, index) =>
      describe(register, map.address(index))
    }

  private def fields(stream: String, bits: Any): Seq[FieldDescription] = bits match {
    case record: Record =>
      declared(record).map { case (name, field) =>
        FieldDescription(name, s"${stream}_bits_$name", field.getWidth)
      }
    case other => throw new IllegalStateException(s"stream $stream carries no record: $other")
  }

  private def describe(register: Register, address: Int): RegisterDescription = {
    def numbers(values: Seq[BigInt]): JList[BigInteger] = values.map(_.bigInteger).asJava
    val (allowed, limits) = register.legal match {
      case Legal.Any           => (None, None)
      case Legal.OneOf(values) => (Some(numbers(values)), None)
      case Legal.Range(least, greatest) =>
        (None, Some((least.bigInteger, greatest.bigInteger)))
    }
    RegisterDescription(
      register.name,
      address,
      register.widthBits,
      register.access.name,
      register.reset.bigInteger,
      optional(allowed),
      optional(limits.map(_._1)),
      optional(limits.map(_._2)),
      ordered(register.labels.map { case (label, value) => label -> value.bigInteger }),
      register.doc
    )
  }

  /** A Java map that keeps the order given, so that what is written from it is the same each time.
    */
  def ordered[V](entries: Seq[(String, V)]): JMap[String, V] = {
    val map = new LinkedHashMap[String, V]
    entries.foreach { case (name, value) => map.put(name, value) }
    map
  }

  private def optional[T](value: Option[T]): Optional[T] =
    value.fold(Optional.empty[T]())(v => Optional.of(v))

  private def direction(leaf: Data): String = DataMirror.directionOf(leaf) match {
    case ActualDirection.Input  => "input"
    case ActualDirection.Output => "output"
    case other =>
      throw new IllegalStateException(s"a port that is neither input nor output: $other")
  }
}
