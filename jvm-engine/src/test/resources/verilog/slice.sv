// An AXI4-Stream register slice with a skid register.
module slice (
    input  logic        aclk,
    input  logic        aresetn,
    input  logic        s_axis_tvalid,
    output logic        s_axis_tready,
    input  logic [71:0] s_axis_tdata,
    input  logic        s_axis_tlast,
    output logic        m_axis_tvalid,
    input  logic        m_axis_tready,
    output logic [71:0] m_axis_tdata,
    output logic        m_axis_tlast
);
  logic [72:0] skid, main;
  logic skid_valid;
  assign s_axis_tready = !skid_valid;
  assign {m_axis_tlast, m_axis_tdata} = main;
  always_ff @(posedge aclk) begin
    if (!aresetn) begin
      m_axis_tvalid <= 0;
      skid_valid <= 0;
    end else begin
      if (m_axis_tready || !m_axis_tvalid) begin
        m_axis_tvalid <= skid_valid || s_axis_tvalid;
        main <= skid_valid ? skid : {s_axis_tlast, s_axis_tdata};
        skid_valid <= 0;
      end else if (s_axis_tvalid && s_axis_tready) begin
        skid <= {s_axis_tlast, s_axis_tdata};
        skid_valid <= 1;
      end
    end
  end
endmodule
