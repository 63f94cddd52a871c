package tandem.waveforms.picture;

/** Colours and fonts: blue is the model, amber the RTL, red the divergence, purple the journey. */
final class SvgStyle {
  static final String CSS =
      """

      text{font-family:'DejaVu Sans',Verdana,sans-serif;fill:#1f2933}
      .paper{fill:#ffffff}
      .stripe{fill:#f5f6f8}
      .title{font-size:17px;font-weight:bold}
      .subtitle{font-size:12px;fill:#52606d}
      .heading{font-size:13px;font-weight:bold}
      .label{font-size:11px;text-anchor:end;fill:#3e4c59}
      .cycle{font-size:10px;text-anchor:middle;fill:#7b8794}
      .note{font-size:12px;fill:#52606d}
      .strong{fill:#b42318}
      .waytext{fill:#6431c9}
      .side{font-size:11px;font-weight:bold}
      .side.model{fill:#1d5fae}
      .side.rtl{fill:#a35a00}
      .ground.model{fill:#1d5fae;fill-opacity:0.05}
      .ground.rtl{fill:#d97706;fill-opacity:0.06}
      .bar.model{fill:#1d5fae}
      .bar.rtl{fill:#d97706}
      .wire{fill:none;stroke-width:1.6}
      .wire.plain{stroke:#7b8794}
      .wire.model{stroke:#1d5fae}
      .wire.rtl{stroke:#b86200}
      .high.model{fill:#1d5fae;fill-opacity:0.16}
      .high.rtl{fill:#d97706;fill-opacity:0.18}
      .unknown{fill:#d92d20;fill-opacity:0.18}
      .idle{fill:none;stroke:#c3cad3;stroke-width:1.2}
      .live{stroke-width:1.2;fill:#ffffff}
      .live.model{stroke:#1d5fae}
      .live.rtl{stroke:#b86200}
      .waiting{stroke-width:1;stroke-dasharray:3 2;fill:#eef1f4}
      .waiting.model{stroke:#1d5fae}
      .waiting.rtl{stroke:#b86200}
      .wrong{fill:#fde3e0;stroke:#d92d20;stroke-width:1.8}
      .value{font-family:'DejaVu Sans Mono',monospace;font-size:11px;text-anchor:middle}
      .wrongtext{fill:#b42318;font-weight:bold}
      .mark{fill:none;stroke:#d92d20;stroke-width:2}
      .way{fill:none;stroke:#7a3ff2;stroke-width:2;stroke-opacity:0.75}
      .way.rtl{stroke-dasharray:6 3}
      .stop{fill:#7a3ff2;stroke:#ffffff;stroke-width:1.2}
      """;

  private SvgStyle() {}
}
