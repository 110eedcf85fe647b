package dev.lifeboat.cli.terminal;

/// Exit codes that no problem's code gives.
public final class ExitCode {
  public static final int FAILED = 1;
  public static final int BAD_USAGE = 2;
  public static final int NOT_READY = 3;
  public static final int REFUSED = 4;

  /// By Ctrl-C; [#interrupted] has that of each signal.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /// That of a command which is interrupted now: the code of the signal that ends this process.
  public static int interrupted() {
    return EndSignal.ofThisProcess();
  }
}
