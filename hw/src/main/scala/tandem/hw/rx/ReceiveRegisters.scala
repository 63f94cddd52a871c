package tandem.hw.rx

import chisel3.ChiselEnum
import tandem.hw.Labels
import tandem.hw.regs.{Preset, Register, RegisterMap}

/** The registers of the receive path in address order. */
object ReceiveRegisters {

  /** A register and its values under the profiles, none where profiles leave it alone. */
  private final case class Row(register: Register, byProfile: Seq[BigInt])

  def apply(): RegisterMap =
    RegisterMap(configuration ++ ReceiveCounts.registers, rules, presets)

  /** Some of the registers that can be written, for a block that needs no others. */
  def only(names: String*): RegisterMap =
    RegisterMap(configuration.filter(register => names.contains(register.name)), Nil)

  private def configuration: Seq[Register] = rows.map(_.register)

  private def presets: Seq[Preset] =
    Labels.of(Profile).map(_._2).map { profile =>
      Preset(
        "profile",
        profile,
        rows.collect {
          case row if row.byProfile.nonEmpty => row.register.name -> row.byProfile(profile)
        }
      )
    }

  private val rows: Seq[Row] = Seq(
    switch("enable", "Whether anything is collected; off, every frame passes."),
    rule("profile", Profile, 0, 1, 2)(
      "The set of rules that was loaded last; writing it loads every register that belongs to it."
    ),
    rule("keyRule", KeyRule, 0, 0, 1)("What two frames of one flow have in common."),
    switch("keepEntry", "Whether an entry outlives what is collected.", 1, 1, 0),
    rule("evictRule", EvictRule, 0, 0, 1)("Which entry makes room for another."),
    switch("allocOnSyn", "Whether SYN takes an entry; needs keepEntry.", 1, 1, 0),
    switch("allocOnData", "Whether the first data segment takes an entry.", 1, 1, 1),
    rule("paddingRule", PaddingRule, 0, 0, 1)("Whether the padding of a short frame is an error."),
    rule("flagRule", FlagRule, 0, 0, 1)("Which flags a segment may have."),
    rule("finRule", FinRule, 0, 0, 1)("Whether a segment with FIN is collected."),
    rule("pshRule", PshRule, 1, 0, 1)("Whether PSH closes a run."),
    rule("optionRule", OptionRule, 0, 0, 1)("Which TCP options a segment may have."),
    rule("extensionRule", ExtensionRule, 0, 0, 1)("Whether IPv6 extension headers may be there."),
    rule("ceRule", CeRule, 1, 0, 0)("Whether segments with a congestion mark are collected."),
    rule("cwrRule", CwrRule, 0, 0, 1)("Whether a segment with CWR continues a run."),
    rule("ttlRule", TtlRule, 0, 1, 0)("Whether hop limits in a run may differ."),
    rule("ipIdRule", IpIdRule, 0, 0, 1)("Whether IPv4 identifications must continue."),
    rule("windowRule", WindowRule, 0, 0, 2)("What a changed window does."),
    rule("ackRule", AckRule, 0, 0, 1)("Which acknowledgments continue a run."),
    quantity("ackThreshold", 31, 0, (BigInt(1) << 31) - 1, 0, 0, 0)(
      "Advance of the acknowledgment beyond which a run is closed; 0 = off."
    ),
    quantity("dupAckThreshold", 8, 0, 255, 1, 1, 0)(
      "Duplicate acknowledgments that are an event; 0 = off, 1 = none is taken in."
    ),
    rule("pureAckRule", PureAckRule, 0, 1, 0)("Whether window updates are taken in."),
    rule("holeRule", HoleRule, 0, 0, 0)("What a segment beyond a hole does."),
    rule("behindRule", BehindRule, 0, 0, 1)("What a segment from before the expected one does."),
    rule("shortRule", ShortRule, 0, 0, 1)("Whether a segment shorter than the first closes a run."),
    rule("longRule", LongRule, 0, 0, 1)("Whether a segment longer than the first starts a run."),
    rule("fillRule", FillRule, 1, 1, 0)("Whether a run that is exactly full is closed."),
    rule("timestampRule", TimestampRule, 1, 1, 0)("Whether timestamps may go back."),
    rule("timestampMode", TimestampMode, 0, 1, 0)("Which timestamp the host sees."),
    quantity("maxAggregates", 16, 0, 65535, 0, 0, 8)("Open entries at most; 0 = no limit."),
    rule("checksumMode", ChecksumMode)("What the checksum fields of new headers hold."),
    rule("outOfOrder", OutOfOrder, 0, 0, 0)("What becomes of segments out of order."),
    rule("isleOverflow", IsleOverflow)("What becomes of isles beyond their limits."),
    quantity("isles", 4, 1, 8, 8)("Isles of a flow; maxIsles limits it as well."),
    quantity("isleSegments", 16, 1, 65535, 64)("Segments of an isle."),
    quantity("isleBuffers", 16, 0, 65535, 1024)("Segments in isles of all flows together."),
    rule("collect", Collect)("When the payload of a run goes to memory."),
    quantity("timerCycles", 32, 0, (BigInt(1) << 32) - 1, 0)(
      "Cycles a collection may last; 0 = off."
    ),
    quantity("maxSegments", 16, 0, 65535, 0, 0, 0)("Segments of a run; 0 = off."),
    quantity("maxBytes", 16, 576, 65535, 65535, 65535, 65535)(
      "Bytes of the IP datagram of a run, headers included."
    ),
    quantity("minStartBytes", 16, 0, 65535, 0, 0, 0)("Payload below which no run is started."),
    quantity("guestQuota", 16, 0, 65535, 0)("Entries of one guest; 0 = off."),
    quantity("flushEvery", 32, 0, (BigInt(1) << 32) - 1, 0)(
      "Frames after which everything open is flushed; 0 = off."
    ),
    rule("timeSource", TimeSource)("What the arrival of a frame is taken from.")
  )

  private def switch(name: String, doc: String, byProfile: Int*): Row =
    Row(
      Register.range(name, 1, 1, byProfile.headOption.getOrElse(0), doc),
      byProfile.map(BigInt(_))
    )

  private def rule(name: String, values: ChiselEnum, byProfile: Int*)(doc: String): Row =
    Row(
      Register.labelled(
        name,
        values.getWidth,
        Labels.of(values),
        byProfile.headOption.getOrElse(0),
        doc
      ),
      byProfile.map(BigInt(_))
    )

  /** @param values
    *   the reset value, or one for each profile
    */
  private def quantity(name: String, widthBits: Int, least: BigInt, most: BigInt, values: Int*)(
      doc: String
  ): Row =
    Row(
      Register.range(name, widthBits, most, values.head, doc, least),
      if (values.size == 1) Nil else values.map(BigInt(_))
    )

  private val rules = Seq(
    "outOfOrder=ISLES needs collect=STREAM, keepEntry=1, behindRule=OUT, windowRule=LATEST, " +
      "ackRule=ADVANCE, shortRule=OFF, longRule=OFF, flagRule=STRICT, finRule=OUT, " +
      "optionRule=TIMESTAMP, extensionRule=OUT, ipIdRule=IGNORE",
    "allocOnSyn=1 needs keepEntry=1"
  )
}
