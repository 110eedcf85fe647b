package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where data goes. It remembers what was lost, since a `PrintWriter` keeps that to itself, and
/// takes the data of one alone: of the command, or of who ends it before it printed anything.
public final class StandardOutput extends FilterOutputStream {
  /// What the system says of a pipe whose reader has seen enough, in English.
  private static final String READER_IS_GONE = "Broken pipe";

  /// What it says of one that was closed before this process began, in English.
  private static final String IS_CLOSED = "Bad file descriptor";

  private final BooleanSupplier isPipe;
  private final AtomicReference<Source> source = new AtomicReference<>(Source.NOBODY);
  private @Nullable IOException lost;

  private enum Source {
    NOBODY,
    COMMAND,
    LAST_WORD
  }

  /// @param stream unbuffered
  /// @param isPipe whether it can fail for no other reason than that nobody reads it any more
  public StandardOutput(OutputStream stream, BooleanSupplier isPipe) {
    super(stream);
    this.isPipe = isPipe;
  }

  public static StandardOutput ofThisProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out), StandardStream.OUT::isPipe);
  }

  /// One that shows nothing.
  static StandardOutput nowhere() {
    return new StandardOutput(OutputStream.nullOutputStream(), () -> false);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (source.compareAndExchange(Source.NOBODY, Source.COMMAND) != Source.LAST_WORD) {
      pass(bytes, from, length);
    }
  }

  /// Prints a line and takes nothing after it, unless something stands there; false then.
  boolean endWith(String line) {
    if (!source.compareAndSet(Source.NOBODY, Source.LAST_WORD)) {
      return false;
    }
    var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      pass(bytes, 0, bytes.length);
    } catch (IOException _) {
      // The process ends in any case, and nobody can be told.
    }
    return true;
  }

  private void pass(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException failed) {
      lost = lost == null ? failed : lost;
      throw failed;
    }
  }

  /// How a command ends whose output is to be whole: as it did, or with what was lost. Nothing is
  /// lost where nobody reads any more.
  ///
  /// @param told of what was lost
  public int exitCode(int otherwise, Consumer<Problem> told) {
    if (lost == null) {
      return otherwise;
    }
    var why = String.valueOf(lost.getMessage());
    if (why.contains(READER_IS_GONE) || isPipe.getAsBoolean()) {
      return otherwise;
    }
    boolean closed = why.contains(IS_CLOSED);
    var problem =
        Problem.lasting(
            Code.LB6001,
            "standard output cannot be written: " + (closed ? "it is closed" : why),
            "what was printed is not whole; what the command did besides is done",
            closed
                ? "leave it open, or write to /dev/null"
                : "free disk space, or write to another place");
    told.accept(problem);
    return problem.code().exitCode();
  }
}
