package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whichever stream was closed by whoever starts it, nothing that is printed is lost unsaid.
final class LauncherStreamsTest {

  /// Else the first file that Java opens is its standard input or output.
  @Test
  void java_has_an_empty_input_where_it_was_closed(@TempDir Path folder) throws Exception {
    var checkout = new FakeCheckout(folder.toRealPath());
    var jdk = checkout.jdk("25");
    checkout.run();
    Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\ncat && echo empty\n");
    checkout.program("closed", "exec ./lifeboat runs <&-");

    var ended = FakeCheckout.await(checkout.start(checkout.path("bin/closed")));

    assertThat(ended.out()).as(ended.err()).isEqualTo("empty\n");
  }
}
