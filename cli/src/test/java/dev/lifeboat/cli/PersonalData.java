package dev.lifeboat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// What customers of the storefront told it, and where that and other texts are found again.
final class PersonalData {
  /// In the name of each row and object.
  static final String NAME = "ida-berg";

  /// In what each row and object holds.
  static final String ADDRESS = "ida.berg@mail.example";

  /// In a header of each request.
  static final String CARD = "4111111111111111";

  static final List<String> ALL = List.of(NAME, ADDRESS, CARD);

  /// Where customers' data belongs: the files of buckets, and ledgers that agents keep.
  private static final Pattern STORE = Pattern.compile(".*-s3|.*-gateway|objects|ledgers");

  private PersonalData() {}

  private static boolean isIn(byte[] bytes, List<String> texts) {
    return isIn(new String(bytes, StandardCharsets.ISO_8859_1), texts);
  }

  static boolean isIn(String told, List<String> texts) {
    return texts.stream().anyMatch(told::contains);
  }

  /// The files below `folder` that have one of `texts`, by their paths from there; those of stores
  /// are left out.
  static List<String> in(Path folder, List<String> texts) throws IOException {
    var found = new ArrayList<String>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        if (!isOfStore(folder, file) && isIn(Files.readAllBytes(file), texts)) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }

  private static boolean isOfStore(Path root, Path file) {
    for (var at = file.getParent(); !at.equals(root); at = at.getParent()) {
      if (Files.exists(at.resolve("PG_VERSION"))
          || STORE.matcher(at.getFileName().toString()).matches()) {
        return true;
      }
    }
    return false;
  }

  /// The entries of a zip that have one of `texts`.
  static List<String> inZip(Path zip, List<String> texts) throws IOException {
    var found = new ArrayList<String>();
    try (var opened = new ZipFile(zip.toFile())) {
      for (var entry : opened.stream().toList()) {
        if (isIn(entry.getName(), texts)
            || isIn(opened.getInputStream(entry).readAllBytes(), texts)) {
          found.add(entry.getName());
        }
      }
    }
    return found;
  }
}
