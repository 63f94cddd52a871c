// Longer than a stage may be: one table of every parameter, its limit and its meaning.
package tandem.hw

import chisel3.util.isPow2
import scala.jdk.CollectionConverters._
import tandem.hw.record.{MemoryModel, SplitPolicy}
import tandem.support.NearestNames

/** Every parameter of the hardware: sizes that are fixed when it is generated, and reset values of
  * registers that software may change while the hardware runs.
  *
  * Every field is a number, so that one table of names serves the command line, the manifest and
  * the registers; the fields that enumerate something also accept the names in
  * [[NicParams.labels]].
  *
  * @param addressBits
  *   width of a host address, bits
  * @param lengthBits
  *   width of the length of a request, bits
  * @param guestBits
  *   width of a guest number, bits
  * @param tagBits
  *   width of the tag a request carries to its completion, bits
  * @param requestSlots
  *   requests between acceptance and completion, requests
  * @param reassemblyBeats
  *   buffer for the data of reads that waits for earlier data, beats of 64 bytes
  * @param readLineBytes
  *   reset value: line of host memory as reads see it, bytes, 0 = off
  * @param writeLineBytes
  *   reset value: line of host memory as writes see it, bytes, 0 = off
  * @param maxPayloadBytes
  *   reset value: longest write transaction, bytes
  * @param maxReadRequestBytes
  *   reset value: longest read transaction, bytes
  * @param policy
  *   reset value: where requests are cut, a number or name of SplitPolicy
  * @param memoryModel
  *   reset value: how the memory side treats partial lines, a number or name of MemoryModel
  * @param costTransaction
  *   reset value: cost of one transaction, in the unit of costLine
  * @param costLine
  *   reset value: cost of one line access, in the unit of costTransaction
  * @param headerBytes
  *   reset value: header of one transaction on the bus, bytes
  * @param queueDepth
  *   work requests one queue holds, entries
  * @param maxWindow
  *   how far the scheduler can look ahead, entries
  * @param numQueues
  *   queues of work requests, each with its own scanner
  * @param cacheEntries
  *   contexts the cache holds
  * @param cacheWays
  *   places a context may take; 0 or equal to cacheEntries = any
  * @param connectionBits
  *   width of a connection number, bits
  * @param outstandingLoads
  *   context loads between request and last line, loads
  * @param parkedRequests
  *   requests that wait in the cache for a load or a fence, requests
  * @param outstandingStores
  *   write-backs of contexts between request and answer, stores
  * @param fetchSlots
  *   descriptor lines between request and use, lines
  * @param executionSlots
  *   operations between execution and completion, operations
  * @param flowEntries
  *   flows the receive path keeps track of
  * @param flowWays
  *   places a flow may take; equal to flowEntries = any
  * @param guests
  *   guests the receive path tells apart
  * @param maxIsles
  *   pieces out of order that one flow can hold, isles
  * @param maxFrameBytes
  *   longest frame the receive path is given, bytes
  * @param storeBeats
  *   payload one run may hold where it is stored until its end, beats of 64 bytes
  * @param frameBufferBeats
  *   frames that wait for the decision where they go, beats of 64 bytes
  * @param macEntries
  *   addresses that guests can have, all together
  * @param macWays
  *   places an address may take
  * @param groupEntries
  *   groups that have members
  * @param groupWays
  *   places a group may take
  * @param steeringFlows
  *   connections with a queue of their own
  * @param steeringWays
  *   places such a connection may take
  * @param guestDepth
  *   requests that wait for one guest, requests
  * @param quantumBytes
  *   reset value: bytes of a turn of a guest for each unit of its weight, 0 = turns count grants
  */
final case class NicParams(
    addressBits: Int = 64,
    lengthBits: Int = 32,
    guestBits: Int = 8,
    tagBits: Int = 16,
    requestSlots: Int = 256,
    reassemblyBeats: Int = 64,
    readLineBytes: Int = 64,
    writeLineBytes: Int = 64,
    maxPayloadBytes: Int = 256,
    maxReadRequestBytes: Int = 512,
    policy: Int = 1,
    memoryModel: Int = 0,
    costTransaction: Int = 24,
    costLine: Int = 64,
    headerBytes: Int = 24,
    queueDepth: Int = 1024,
    maxWindow: Int = 256,
    numQueues: Int = 1,
    cacheEntries: Int = 256,
    cacheWays: Int = 0,
    connectionBits: Int = 16,
    outstandingLoads: Int = 64,
    parkedRequests: Int = 256,
    outstandingStores: Int = 64,
    fetchSlots: Int = 256,
    executionSlots: Int = 256,
    flowEntries: Int = 64,
    flowWays: Int = 8,
    guests: Int = 256,
    maxIsles: Int = 8,
    maxFrameBytes: Int = 65600,
    storeBeats: Int = 2048,
    frameBufferBeats: Int = 2048,
    macEntries: Int = 512,
    macWays: Int = 4,
    groupEntries: Int = 256,
    groupWays: Int = 4,
    steeringFlows: Int = 256,
    steeringWays: Int = 4,
    guestDepth: Int = 64,
    quantumBytes: Int = 4096
) {
  within("addressBits", addressBits, 16, 64)
  within("lengthBits", lengthBits, 13, 32)
  within("guestBits", guestBits, 1, 16)
  within("tagBits", tagBits, 1, 64)
  require(
    isPow2(requestSlots) && requestSlots >= 2 && requestSlots <= 256,
    s"requestSlots must be a power of two from 2 to 256: requestSlots=$requestSlots"
  )
  require(
    isPow2(reassemblyBeats) && reassemblyBeats >= 8 && reassemblyBeats <= 256,
    s"reassemblyBeats must be a power of two from 8 to 256: reassemblyBeats=$reassemblyBeats"
  )
  oneOf("readLineBytes", readLineBytes, NicParams.LineBytes)
  oneOf("writeLineBytes", writeLineBytes, NicParams.LineBytes)
  oneOf("maxPayloadBytes", maxPayloadBytes, NicParams.BurstBytes)
  oneOf("maxReadRequestBytes", maxReadRequestBytes, NicParams.BurstBytes)
  require(
    maxPayloadBytes >= writeLineBytes,
    "maxPayloadBytes must not be less than writeLineBytes: " +
      s"maxPayloadBytes=$maxPayloadBytes writeLineBytes=$writeLineBytes"
  )
  require(
    maxReadRequestBytes >= readLineBytes,
    "maxReadRequestBytes must not be less than readLineBytes: " +
      s"maxReadRequestBytes=$maxReadRequestBytes readLineBytes=$readLineBytes"
  )
  within("policy", policy, 0, NicParams.labels("policy").size - 1)
  within("memoryModel", memoryModel, 0, NicParams.labels("memoryModel").size - 1)
  within("costTransaction", costTransaction, 0, 255)
  within("costLine", costLine, 0, 255)
  within("headerBytes", headerBytes, 0, 63)
  powerOfTwo("queueDepth", queueDepth, 64, 4096)
  powerOfTwo("maxWindow", maxWindow, 1, 256)
  within("numQueues", numQueues, 1, 16)
  within("cacheEntries", cacheEntries, 1, 4096)
  within("cacheWays", cacheWays, 0, cacheEntries)
  require(
    cacheEntries % ways == 0 && isPow2(cacheEntries / ways),
    "cacheEntries must be cacheWays times a power of two: " +
      s"cacheEntries=$cacheEntries cacheWays=$cacheWays"
  )
  within("connectionBits", connectionBits, 1, 24)
  require(
    connectionBits >= chisel3.util.log2Ceil(cacheSets),
    "connectionBits must be enough to number the sets of the cache: " +
      s"connectionBits=$connectionBits cacheEntries=$cacheEntries cacheWays=$cacheWays"
  )
  within("outstandingLoads", outstandingLoads, 1, 256)
  within("parkedRequests", parkedRequests, 1, 1024)
  within("outstandingStores", outstandingStores, 1, 256)
  within("fetchSlots", fetchSlots, 1, 512)
  within("executionSlots", executionSlots, 1, 512)
  powerOfTwo("flowEntries", flowEntries, 8, 1024)
  powerOfTwo("flowWays", flowWays, 1, flowEntries)
  within("guests", guests, 1, 256)
  within("maxIsles", maxIsles, 1, 8)
  within("maxFrameBytes", maxFrameBytes, 128, 65600)
  within("storeBeats", storeBeats, 16, 65536)
  powerOfTwo("frameBufferBeats", frameBufferBeats, 16, 65536)
  require(
    frameBufferBeats >= frameBeats,
    "frameBufferBeats must hold a frame of maxFrameBytes: " +
      s"frameBufferBeats=$frameBufferBeats maxFrameBytes=$maxFrameBytes"
  )

  powerOfTwo("guestDepth", guestDepth, 2, 256)
  if (quantumBytes != 0) powerOfTwo("quantumBytes", quantumBytes, 64, 65536)
  steeringTable("macEntries", macEntries, 4096, "macWays", macWays)
  steeringTable("groupEntries", groupEntries, 1024, "groupWays", groupWays)
  steeringTable("steeringFlows", steeringFlows, 4096, "steeringWays", steeringWays)

  /** Places a context may take. */
  def ways: Int = if (cacheWays == 0) cacheEntries else cacheWays

  /** Groups of places of the context cache; the low bits of a connection choose one. */
  def cacheSets: Int = cacheEntries / ways

  /** Entries of a queue the scheduler can see at once. Twice the window: when the head leaves a
    * window full of done entries behind, the next window is there, and one entry a cycle keeps up.
    */
  def scanSlots: Int = math.min(queueDepth, 2 * maxWindow)

  /** Requests between cache and execution: four share a line of descriptors at most. */
  def fetchingRequests: Int = 4 * fetchSlots

  /** Width of a slot number, bits. */
  def slotBits: Int = chisel3.util.log2Ceil(requestSlots)

  /** Width of the number of a beat of the reassembly buffer, bits. */
  def beatBits: Int = chisel3.util.log2Ceil(reassemblyBeats)

  /** Width of a length after padding, which may carry it past the longest request, bits. */
  def paddedLengthBits: Int = lengthBits + 1

  /** Width of a number of bursts of one request: the smallest burst limit is 32 bytes, and clipping
    * at the first page, the first portion and the isolated tail add at most four.
    */
  def burstCountBits: Int = lengthBits - 4

  /** Beats of the longest frame. */
  def frameBeats: Int = (maxFrameBytes + NicParams.BeatBytes - 1) / NicParams.BeatBytes

  /** Groups of places of the flow table; the hash of a flow chooses one. */
  def flowRows: Int = flowEntries / flowWays

  /** Every parameter by name, in the order of declaration. */
  def values: Seq[(String, Int)] =
    productElementNames.zip(productIterator.map(_.asInstanceOf[Int])).toSeq

  /** As [[values]], with the number in place of a 0 that stands for another parameter. */
  def resolved: Seq[(String, Int)] = values.map {
    case ("cacheWays", _) => "cacheWays" -> ways
    case other            => other
  }

  private def within(name: String, value: Int, least: Int, greatest: Int): Unit =
    require(
      value >= least && value <= greatest,
      s"$name must be from $least to $greatest: $name=$value"
    )

  private def powerOfTwo(name: String, value: Int, least: Int, greatest: Int): Unit =
    require(
      isPow2(value) && value >= least && value <= greatest,
      s"$name must be a power of two from $least to $greatest: $name=$value"
    )

  private def steeringTable(
      name: String,
      entries: Int,
      most: Int,
      ofWays: String,
      ways: Int
  ): Unit = {
    powerOfTwo(name, entries, 4, most)
    powerOfTwo(ofWays, ways, 1, math.min(16, entries))
  }

  private def oneOf(name: String, value: Int, allowed: Seq[Int]): Unit =
    require(
      allowed.contains(value),
      s"$name must be one of ${allowed.mkString(", ")}: $name=$value"
    )
}

object NicParams {

  /** The line sizes hosts have, bytes; 0 turns alignment off. */
  val LineBytes: Seq[Int] = Seq(0, 32, 64, 128, 256)

  /** The limits of a transaction, bytes; all divide a page. */
  val BurstBytes: Seq[Int] = Seq(32, 64, 128, 256, 512, 1024, 2048, 4096)

  /** Width of a place in the context cache in every record, bits. */
  val SlotBits: Int = 12

  /** Bytes of a connection's context in host memory. */
  val ContextBytes: Int = 256

  /** No transaction crosses a multiple of this, bytes. */
  val PageBytes: Int = 4096

  /** Data moves inside the NIC in beats of this, bytes. */
  val BeatBytes: Int = 64

  /** The names that stand for the numbers of a parameter. */
  val labels: Map[String, Seq[(String, Int)]] = Map(
    "policy"      -> Labels.of(SplitPolicy),
    "memoryModel" -> Labels.of(MemoryModel)
  )

  /** The parameters that `settings` asks for, defaults for the rest.
    *
    * @throws IllegalArgumentException
    *   with one line naming the rule and the value, for an unknown name, a value that is no number
    *   or label, and a value outside its limits
    */
  def fromSettings(settings: java.util.Map[String, String]): NicParams = {
    val wanted  = settings.asScala.toMap
    val default = NicParams().values
    wanted.keys.toSeq.sorted
      .find(name => !default.exists(_._1 == name))
      .foreach(name => throw unknown(name, wanted(name), default.map(_._1)))
    val numbers = default.map { case (name, value) =>
      wanted.get(name).map(number(name, _)).getOrElse(value)
    }
    construct(numbers)
  }

  private def construct(numbers: Seq[Int]): NicParams =
    try
      classOf[NicParams].getConstructors.head
        .newInstance(numbers.map(Int.box): _*)
        .asInstanceOf[NicParams]
    catch {
      case wrapped: java.lang.reflect.InvocationTargetException =>
        throw new IllegalArgumentException(
          wrapped.getCause.getMessage.stripPrefix("requirement failed: ")
        )
    }

  private def number(name: String, text: String): Int = {
    val names = labels.getOrElse(name, Seq.empty)
    names
      .collectFirst { case (label, value) if label.equalsIgnoreCase(text.trim) => value }
      .orElse(text.trim.toIntOption)
      .getOrElse {
        val labelled = if (names.isEmpty) "" else names.map(_._1).mkString(" or one of ", ", ", "")
        throw new IllegalArgumentException(s"$name must be a number$labelled: $name=$text")
      }
  }

  private def unknown(name: String, value: String, known: Seq[String]): Throwable =
    new IllegalArgumentException(
      s"unknown setting $name=$value; nearest names: " +
        NearestNames.text(name, known.asJava)
    )
}
