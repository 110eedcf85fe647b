package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// What a process is told from outside, by the names of POSIX.
public final class PosixSignal {
  /// It does nothing any more, and keeps what it has.
  public static final String FREEZE = "STOP";

  public static final String THAW = "CONT";

  private PosixSignal() {}

  static void send(String name, Process process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO();
    assertThat(kill.start().waitFor()).as("%s of %s", name, process).isZero();
  }
}
