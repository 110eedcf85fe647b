package dev.lifeboat.engine;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// The files of one run, which are its evidence.
///
/// @param folder `<runs>/<run>`
public record RunFolder(RunId run, Path folder) {

  /// The folder of `run` below that of all runs.
  public static RunFolder of(Path runs, RunId run) {
    return new RunFolder(run, runs.resolve(run.value()));
  }

  /// The folders of runs below that of all, oldest first. What has no run's name is none: a copy
  /// that somebody set aside, or what a file system keeps there.
  ///
  /// @throws IOException when it cannot be told
  public static List<Path> all(Path runs) throws IOException {
    return DurableFile.folders(runs, RunId::isName);
  }

  /// The folders there that are no run's.
  ///
  /// @throws IOException when it cannot be told
  public static List<Path> others(Path runs) throws IOException {
    return DurableFile.folders(runs, Predicate.not(RunId::isName));
  }

  /// Held by whoever seals the folder, and by whoever else changes a file of a run that may be
  /// over: what changes after the sealer read it breaks the seal. The journal has its own.
  ///
  /// @throws IOException when another process holds it for ten seconds, or it cannot be made
  public ExclusiveLock lock() throws IOException {
    return ExclusiveLock.on(folder.resolveSibling(folder.getFileName() + ".files.lock"));
  }

  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  public Path plan() {
    return folder.resolve("plan.yaml");
  }

  public Path runbook() {
    return folder.resolve("runbook.json");
  }

  public Path canary() {
    return folder.resolve("canary.jsonl");
  }

  /// What clients of several habits saw. Only of a front door that is a name.
  public Path clients() {
    return folder.resolve("clients.jsonl");
  }

  /// What the recovered region held when it was asked, and when it was broken.
  public Path held() {
    return folder.resolve("held.json");
  }

  /// What exists on the old side alone.
  public Path ledger() {
    return folder.resolve("ledger.jsonl");
  }

  public Path result() {
    return folder.resolve("result.json");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  /// The signature over the journal's last line.
  public Path seal() {
    return folder.resolve("seal.json");
  }
}
