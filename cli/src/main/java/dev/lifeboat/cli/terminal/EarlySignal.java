package dev.lifeboat.cli.terminal;

/// Has a signal leave the document that was asked for while it is not known yet which command is to
/// begin.
public final class EarlySignal implements AutoCloseable {
  private final Terminal terminal;
  private final Thread hook = new Thread(this::stop);
  private boolean told;
  private boolean over;

  private EarlySignal(Terminal terminal) {
    this.terminal = terminal;
  }

  static EarlySignal watch(Terminal terminal) {
    var early = new EarlySignal(terminal);
    if (!ProcessEnd.atEnd(early.hook)) {
      early.stop();
    }
    return early;
  }

  /// The process ends when this returns.
  synchronized void stop() {
    if (!over && !told) {
      told = true;
      var document = TypedDocument.line(ErrorDocument.unbegun(), TypedCommand.ofThisProcess());
      boolean _ = terminal.data().endWith(document);
    }
  }

  /// From now on the command has a last word of its own.
  ///
  /// @return false where that of this one is out: nothing may begin after it
  public synchronized boolean begin() {
    close();
    return !told;
  }

  @Override
  public synchronized void close() {
    if (over || told) {
      return;
    }
    if (ProcessEnd.notAtEnd(hook)) {
      over = true;
    } else {
      stop();
    }
  }
}
