package dev.lifeboat.cli.terminal;

/// Exit codes that no problem's code gives.
public final class ExitCode {
  public static final int FAILED = 1;
  public static final int BAD_USAGE = 2;
  public static final int NOT_READY = 3;
  public static final int REFUSED = 4;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
