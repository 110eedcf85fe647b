package dev.lifeboat.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;

/// End of this process, which a signal may have begun before the command did.
public final class ProcessEnd {
  private ProcessEnd() {}

  /// Ends it with `exitCode`; returns where it ends already, since its code is that of the signal.
  public static void exit(int exitCode) {
    // What the JDK has to say of an exit that meets a signal's: our own words go another way.
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    if (!hasBegun()) {
      System.exit(exitCode);
    }
  }

  /// Whether nothing can be put in order at its end any more.
  private static boolean hasBegun() {
    var probe = new Thread(() -> {});
    return !atEnd(probe) || !notAtEnd(probe);
  }

  /// Has `hook` run at the end; false where that has begun.
  static boolean atEnd(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException begun) {
      return false;
    }
  }

  /// Takes that back; false where the end has begun, and the hook with it.
  static boolean notAtEnd(Thread hook) {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
      return true;
    } catch (IllegalStateException begun) {
      return false;
    }
  }
}
