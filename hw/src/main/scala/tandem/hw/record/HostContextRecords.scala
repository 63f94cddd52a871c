package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** Read one context from host memory. */
class ContextLoad(p: NicParams) extends Bundle {
  val address = UInt(p.addressBits.W)
  val slot    = UInt(NicParams.SlotBits.W)
}

/** One line of a context that was asked for; lines of one context come in order. */
class ContextBeat extends Bundle {
  val slot   = UInt(NicParams.SlotBits.W)
  val beat   = UInt(2.W)
  val failed = Bool()
  val data   = UInt(512.W)
}

/** One line of a context on its way to host memory. */
class ContextStore(p: NicParams) extends Bundle {

  /** Of the context, in every line. */
  val address   = UInt(p.addressBits.W)
  val storeSlot = UInt(8.W)
  val beat      = UInt(2.W)
  val data      = UInt(512.W)
}

/** A context is in host memory. */
class ContextStored extends Bundle {
  val storeSlot = UInt(8.W)
}

/** Read one line of descriptors. */
class DescriptorFetch(p: NicParams) extends Bundle {
  val address   = UInt(p.addressBits.W)
  val fetchSlot = UInt(9.W)
}

/** A line of descriptors that was asked for; lines come in any order. */
class DescriptorBeat extends Bundle {
  val fetchSlot = UInt(9.W)
  val failed    = Bool()
  val data      = UInt(512.W)
}
