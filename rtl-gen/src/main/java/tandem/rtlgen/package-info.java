/** Generates the RTL as SystemVerilog with a manifest that describes it, and gates it. */
package tandem.rtlgen;
