package tandem.hw.elaborate

import _root_.circt.stage.ChiselStage
import chisel3.RawModule
import java.lang.{Long => JLong}
import java.nio.file.{Files, Path}
import java.util.Comparator
import java.util.{Map => JMap}
import scala.jdk.CollectionConverters._
import scala.util.Using
import scala.util.matching.Regex
import tandem.hw.NicParams

/** Turns a block and its settings into SystemVerilog and a description of it; the door for Java. */
object Elaborator {

  /** Options that keep the text readable by Verilator 5.006, Yosys 0.23 and Icarus 11, and the same
    * wherever it is generated.
    */
  private val CommonOptions = Seq(
    "--lowering-options=disallowLocalVariables,disallowPackedArrays,noAlwaysComb,locationInfoStyle=none",
    "-disable-all-randomization",
    "-strip-debug-info"
  )
  private val SynthesisOptions = Seq("-default-layer-specialization=disable")
  private val SimulationOptions =
    Seq("-default-layer-specialization=enable", "--verification-flavor=immediate")

  /** An immediate assertion. */
  private val Assertion =
    """(?m)^ *assert__\w+:\s+assert\([^"]*\)\s+else \$error\("[^"\\]*+(?:\\.[^"\\]*+)*+"\);$""".r

  /** What Yosys and Icarus cannot read, and no synthesis wants. */
  private val GuardBegin = "`ifdef SYNTHESIS\n`elsif YOSYS\n`elsif __ICARUS__\n`else\n"
  private val GuardEnd   = "\n`endif"

  private val FirtoolVersionFile = "org.chipsalliance/llvm-firtool/project.version"

  /** The names of the blocks there are. */
  def blockNames(): java.util.List[String] = Blocks.names.asJava

  /** The versions of the tools whose change may change the text. */
  def toolVersions(): String = {
    val forced = sys.env.get("CHISEL_FIRTOOL_PATH").fold("")(path => s" replaced by $path")
    s"chisel ${chisel3.BuildInfo.version} firtool $firtoolVersion$forced"
  }

  /** Every parameter with its value under `settings`, in order.
    *
    * @throws IllegalArgumentException
    *   with one line, when a setting is unknown or illegal
    */
  def parameters(settings: JMap[String, String]): JMap[String, JLong] =
    InterfaceReader.ordered(
      NicParams.fromSettings(settings).resolved.map { case (name, value) =>
        name -> JLong.valueOf(value.toLong)
      }
    )

  /** Generates `block` as far as FIRRTL, without Verilog; its checks are in it.
    *
    * @throws IllegalArgumentException
    *   with one line, when the block or a setting is unknown or illegal
    */
  def elaborateFirrtl(block: String, settings: JMap[String, String]): ElaboratedBlock = {
    val generate               = Blocks.generator(block)
    val params                 = NicParams.fromSettings(settings)
    var top: Option[RawModule] = None
    val firrtl = ChiselStage.emitCHIRRTL(
      { val module = generate(params); top = Some(module); module },
      args = Array("--warnings-as-errors")
    )
    describe(block, top.get, Seq.empty, firrtl, parameters(settings))
  }

  /** Generates `block`.
    *
    * @param withAssertions
    *   true for simulation; false leaves out every check, for synthesis
    * @throws IllegalArgumentException
    *   with one line, when the block or a setting is unknown or illegal
    */
  def elaborate(
      block: String,
      settings: JMap[String, String],
      withAssertions: Boolean
  ): ElaboratedBlock = {
    val generate               = Blocks.generator(block)
    val params                 = NicParams.fromSettings(settings)
    var top: Option[RawModule] = None
    val options = CommonOptions ++ (if (withAssertions) SimulationOptions else SynthesisOptions)
    val (files, firrtl) = inTemporaryDirectory { directory =>
      ChiselStage.emitSystemVerilogFile(
        { val module = generate(params); top = Some(module); module },
        args = Array(
          "--warnings-as-errors",
          "--split-verilog",
          "--dump-fir",
          "--target-dir",
          directory.toString
        ),
        firtoolOpts = options.toArray
      )
      val firrtl = directory.resolve(s"${top.get.name}.fir")
      (read(directory), if (withAssertions) Files.readString(firrtl) else "")
    }
    describe(block, top.get, files, firrtl, parameters(settings))
  }

  private def describe(
      block: String,
      top: RawModule,
      files: Seq[(String, String)],
      firrtl: String,
      parameters: JMap[String, JLong]
  ): ElaboratedBlock = {
    val registers = InterfaceReader.registers(top)
    ElaboratedBlock(
      block,
      top.name,
      InterfaceReader.ordered(files),
      firrtl,
      "clock",
      "reset",
      parameters,
      InterfaceReader.ports(top).asJava,
      InterfaceReader.streams(top).asJava,
      InterfaceReader.describe(registers).asJava,
      registers.rules.asJava
    )
  }

  /** The files firtool lists, the modules below the top first. */
  private def read(directory: Path): Seq[(String, String)] =
    Files
      .readAllLines(directory.resolve("filelist.f"))
      .asScala
      .toSeq
      .map(name => name -> guarded(Files.readString(directory.resolve(name))))

  /** Assertions behind macros, those that follow each other together. */
  private def guarded(verilog: String): String =
    Assertion
      .replaceAllIn(verilog, found => Regex.quoteReplacement(GuardBegin + found.matched + GuardEnd))
      .replace(GuardEnd + "\n" + GuardBegin, "\n")

  private def inTemporaryDirectory[T](action: Path => T): T = {
    val directory = Files.createTempDirectory("elaboration")
    try action(directory)
    finally
      Using.resource(Files.walk(directory)) { paths =>
        paths.sorted(Comparator.reverseOrder[Path]).forEach(path => Files.delete(path))
      }
  }

  private def firtoolVersion: String =
    Option(getClass.getClassLoader.getResourceAsStream(FirtoolVersionFile)).fold("missing") { in =>
      try new String(in.readAllBytes, java.nio.charset.StandardCharsets.UTF_8).trim
      finally in.close()
    }
}
