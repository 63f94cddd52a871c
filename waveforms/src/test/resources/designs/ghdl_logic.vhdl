-- All nine states of std_logic, vectors both ways, integers, booleans.
library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;

entity ghdl_logic is end entity;

architecture sim of ghdl_logic is
  signal clk  : std_logic := '0';
  signal nine : std_logic := 'U';
  signal down : std_logic_vector(11 downto 0) := (others => 'U');
  signal up   : std_logic_vector(0 to 8) := (others => 'Z');
  signal num  : integer := 0;
  signal flag : boolean := false;
  signal bits : bit_vector(3 downto 0) := "0000";
  type table is array (natural range <>) of std_logic;
  constant all_nine : table := ('U', 'X', '0', '1', 'Z', 'W', 'L', 'H', '-');
begin
  clk <= not clk after 5 ns;
  process begin
    for i in 0 to 40 loop
      wait until rising_edge(clk);
      nine <= all_nine(i mod 9);
      down <= std_logic_vector(to_unsigned(i * 37 mod 4096, 12));
      up(i mod 9) <= all_nine((i + 4) mod 9);
      num <= i * i - 100;
      flag <= not flag;
      bits <= not bits(2 downto 0) & '1';
    end loop;
    std.env.stop;
  end process;
end architecture;
