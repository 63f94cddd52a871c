-- A pipeline of entities in a generate, for scopes; a real besides.
library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity reg_stage is
  generic (width : positive);
  port (clk : in std_logic; d : in std_logic_vector(width - 1 downto 0);
        q : out std_logic_vector(width - 1 downto 0));
end entity;

architecture rtl of reg_stage is
begin
  q <= d when rising_edge(clk);
end architecture;

library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity ghdl_pipe is end entity;

architecture sim of ghdl_pipe is
  constant depth : positive := 4;
  type lanes_t is array (0 to depth) of std_logic_vector(64 downto 0);
  signal clk : std_logic := '0';
  signal lanes : lanes_t := (others => (others => '0'));
  signal level : real := 0.25;
begin
  clk <= not clk after 2 ns;
  pipe : for i in 0 to depth - 1 generate
    stage : entity work.reg_stage generic map (width => 65)
      port map (clk => clk, d => lanes(i), q => lanes(i + 1));
  end generate;
  process begin
    for i in 1 to 60 loop
      wait until falling_edge(clk);
      lanes(0) <= std_logic_vector(unsigned(lanes(0)(63 downto 0) & '1') xor to_unsigned(i, 65));
      level <= level * 1.01 - 0.001;
    end loop;
    std.env.stop;
  end process;
end architecture;
