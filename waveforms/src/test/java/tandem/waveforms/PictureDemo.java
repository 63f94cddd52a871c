package tandem.waveforms;

import java.nio.file.*;
import java.util.List;
import tandem.waveforms.compare.*;
import tandem.waveforms.log.*;
import tandem.waveforms.picture.*;
import tandem.waveforms.signal.TimeScale;

public class PictureDemo {
  public static void main(String[] a) throws Exception {
    EventLog log = FlowLogs.random(5, 60);
    EventLog late = FlowLogs.delayed(log, 7, 2);
    EventLog bad = FlowLogs.flipped(late, FlowLogs.STREAMS.get(2).path(), 17, 2, 5);
    var A = new EventLogWaves(log, TimeScale.NANOSECOND, 4, 320);
    var B = new EventLogWaves(bad, TimeScale.NANOSECOND, 4, 320);
    var o =
        CompareOptions.of(CompareMode.TRANSACTION)
            .mapping(NameMapping.IDENTITY.restrict(List.of(), List.of("*.requestTag")))
            .build();
    Comparison r = WaveCompare.compare(A, B, o);
    System.out.println(ComparisonText.of(r, TimeScale.NANOSECOND, TimeScale.NANOSECOND));
    String svg = SvgRenderer.render(FailurePicture.of(A, B, o, r));
    Files.writeString(Path.of("/tmp/ww/p.svg"), svg);
    PngRenderer.write(svg, Path.of("/tmp/ww/p.png"));
  }
}
