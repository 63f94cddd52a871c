package tandem.hw.elaborate

import chisel3.RawModule
import tandem.hw.mem.{AlignmentSplitter, ReadReassembly}
import tandem.hw.rx.{GuestSteering, ReceiveHeaderBuilder, ReceiveParser, ReceivePath}
import tandem.hw.tx._
import tandem.hw.NicParams
import tandem.support.NearestNames

import scala.jdk.CollectionConverters._

/** The blocks that can be generated on their own, by the name the command line uses. */
object Blocks {
  private val generators: Seq[(String, NicParams => RawModule)] = Seq(
    "guest-arbiter"       -> (p => new GuestArbiter(p)),
    "lookahead-scheduler" -> (p => new LookaheadScheduler(p)),
    "context-cache"       -> (p => new ContextCache(p)),
    "work-request-fetch"  -> (p => new WorkRequestFetch(p)),
    "execution-stub"      -> (p => new ExecutionStub(p)),
    "work-request-path"   -> (p => new WorkRequestPath(p)),
    "alignment-splitter"  -> (p => new AlignmentSplitter(p)),
    "read-reassembly"     -> (p => new ReadReassembly(p)),
    "receive-parser"      -> (_ => new ReceiveParser),
    "guest-steering"      -> (p => new GuestSteering(p)),
    "header-builder"      -> (_ => new ReceiveHeaderBuilder),
    "receive-path"        -> (p => new ReceivePath(p))
  )

  /** The names, in the order of the data path. */
  def names: Seq[String] = generators.map(_._1)

  /** @throws IllegalArgumentException
    *   for an unknown name, with the nearest known ones
    */
  def generator(name: String): NicParams => RawModule =
    generators
      .collectFirst { case (`name`, generate) => generate }
      .getOrElse(
        throw new IllegalArgumentException(
          s"unknown block=$name; nearest names: ${NearestNames.text(name, names.asJava)}"
        )
      )
}
