package dev.lifeboat.control;

import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.ProviderFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whether what must be its owner's alone is: the key that signs evidence, and what providers say.
///
/// @param kept as [Checkup#of] takes it
record KeyChecks(Path state, List<ProviderFiles> kept) {
  private static final int MOST_DEPTH = 4;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  DoctorCheck check() {
    return new DoctorCheck("keys", this::look);
  }

  private List<DoctorFinding> look() throws IOException {
    var files = files();
    var findings = new ArrayList<DoctorFinding>();
    for (var file : files) {
      var permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        findings.add(
            DoctorFinding.trouble(
                "keys",
                "%s is open to others (%s)"
                    .formatted(file, PosixFilePermissions.toString(permissions)),
                "chmod 600 %s, and make it anew if others may have read it"
                    .formatted(ShellWord.of(file.toString()))));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          DoctorFinding.well(
              "keys",
              files.isEmpty()
                  ? "none yet; the key that signs evidence is made at the first run"
                  : "each file with a key or a password is its owner's alone: "
                      + Count.of(files.size(), "file")));
    }
    return findings;
  }

  private List<Path> files() throws IOException {
    var found = new ArrayList<>(files(FolderSealer.keys(state), Set.of(EvidenceKeys.KEY)));
    for (var files : kept) {
      found.addAll(files(files.in(state), files.privateNames()));
    }
    return found;
  }

  private static List<Path> files(Path folder, Set<String> names) throws IOException {
    if (names.isEmpty() || !DurableFile.isThere(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, MOST_DEPTH)) {
      return files
          .filter(file -> names.contains(String.valueOf(file.getFileName())))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException unreadable) {
      throw new IOException(
          "cannot read " + folder + ": " + FileFailure.reason(unreadable), unreadable);
    }
  }
}
