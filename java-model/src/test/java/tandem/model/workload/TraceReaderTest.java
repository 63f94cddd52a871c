package tandem.model.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.record.WorkOp;

class TraceReaderTest {
  @Test
  void shouldReadRequestsInPostingOrder() throws IOException {
    Requests requests =
        TraceReader.read(
            new StringReader(
                "# a trace\nop,connection,bytes,fence,guest\nsend,7,100,0,3\n\n"
                    + "BIND, 8 ,4294967295,1,0\n# end\nread,16777215,0,0,255\n"));
    assertArrayEquals(new int[] {7, 8, 0xFF_FFFF}, requests.connections());
    assertTrue(requests.advance());
    assertEquals(WorkOp.SEND.code(), requests.op());
    assertEquals(100, requests.bytes());
    assertEquals(3, requests.guest());
    assertTrue(requests.advance());
    assertEquals(WorkOp.BIND.code(), requests.op());
    assertEquals(-1, requests.bytes());
    assertTrue(requests.fence());
    assertTrue(requests.advance());
    assertEquals(255, requests.guest());
  }

  @Test
  void shouldTakeAHeaderWithoutRequests() throws IOException {
    assertEquals(0, TraceReader.read(new StringReader("connection,op,bytes\n")).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,send | line 2: less than 3 fields",
        "1,send,2,3 | line 2: more than 3 fields",
        "x,send,2 | line 2: connection must be a number in 0..16777215",
        "-1,send,2 | line 2: connection must be a number in 0..16777215",
        "16777216,send,2 | line 2: connection must be a number in 0..16777215",
        "1,sent,2 | line 2: op must be one of [send, write, read, bind, invalidate]",
        "1,send,4294967296 | line 2: bytes must be a number in 0..4294967295",
        "1,send, | line 2: bytes must be a number in 0..4294967295",
        "99999999999999999999,send,1 | line 2: connection must be a number in 0..16777215"
      })
  void shouldNameTheLineThatIsWrong(String line, String message) {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> TraceReader.read(new StringReader("connection,op,bytes\n" + line)));
    assertTrue(thrown.getMessage().startsWith(message), thrown::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection,op | line 1: column missing: bytes",
        "connection,op,bytes,colour | line 1: unknown column colour",
        "connection,op,bytes,op | line 1: column twice: op"
      })
  void shouldNameWhatIsWrongWithTheHeader(String header, String message) {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> TraceReader.read(new StringReader(header)));
    assertTrue(thrown.getMessage().startsWith(message), thrown::getMessage);
  }

  @Test
  void shouldRefuseAnEmptyTrace() {
    assertThrows(
        IllegalArgumentException.class, () -> TraceReader.read(new StringReader("# no\n")));
  }
}
