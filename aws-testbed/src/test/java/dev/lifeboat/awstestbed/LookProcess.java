package dev.lifeboat.awstestbed;

import dev.lifeboat.awstestbed.CommandLineProcess.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The process of a [dev.lifeboat.cli.CommandHost] that finds one account by the usual variables.
/// Thread-safe: one command at a time.
final class LookProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 200;

  private final Process process;
  private final BufferedReader answers;

  private LookProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static LookProcess start(TestBed bed) throws IOException {
    var builder =
        new ProcessBuilder(CommandLine.ofThisModule().startHost())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    bed.letIn(builder.environment());
    return new LookProcess(builder.start());
  }

  synchronized Ended ended(List<String> words) throws IOException, InterruptedException {
    var line = words.stream().map(LookProcess::coded).collect(Collectors.joining(" ", "", "\n"));
    var asked = process.getOutputStream();
    asked.write(line.getBytes(StandardCharsets.US_ASCII));
    asked.flush();
    var answer = answer(words).split(" ", -1);
    return new Ended(Integer.parseInt(answer[0]), text(answer[1]), text(answer[2]));
  }

  /// A pipe is read by another thread: whoever waits for it heeds no interrupt.
  private String answer(List<String> words) throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(this::line, task -> Thread.ofVirtual().start(task))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .orElseThrow(() -> new AssertionError("the process ended with " + words));
    } catch (ExecutionException | TimeoutException failed) {
      process.destroyForcibly();
      throw new AssertionError("no answer to " + words, failed);
    }
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(answers.readLine());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String coded(String word) {
    return Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String coded) {
    return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
