package dev.lifeboat.provision.apply;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The functions as Lambda is given them: their code, and the plan that they act for.
///
/// @param code the jar that comes with Lifeboat
/// @param plan the text of the whole plan: functions have neither its other files nor its
///   environment
/// @param sha256 of both, by which another plan or another code has another name
public record FunctionsJar(Path code, String plan, String sha256) {
  /// Of a template's parameters: the jar's name in the bucket of artefacts.
  static final String PARAMETER = "FunctionsJar";

  /// As functions look for it.
  private static final String PLAN = "lifeboat.yaml";

  private static final String HANDLER = "dev/lifeboat/aws/function/RunHandler.class";
  private static final int HASH = 12;

  /// Reads it.
  ///
  /// @throws IOException when it is no jar, or cannot be read
  /// @throws ProblemException LB1004 when it is one of something else
  public static FunctionsJar of(Path code, String plan) throws IOException, ProblemException {
    try (var jar = new ZipFile(code.toFile())) {
      if (jar.getEntry(HANDLER) == null) {
        throw ProblemException.lasting(
            Code.LB1004,
            "the jar '%s' has no functions".formatted(code),
            "Lambda could start none of them; nothing was changed",
            "make it anew, or name another lifeboat-functions.jar by --functions");
      }
    }
    var of = Sha256.of(Files.readAllBytes(code)) + "\n" + plan;
    return new FunctionsJar(code, plan, Sha256.of(of.getBytes(StandardCharsets.UTF_8)));
  }

  /// Refuses a name of another one: functions would be looked for where nobody puts them.
  ///
  /// @param given values of a person
  /// @throws ProblemException LB1004
  public static void requireNotSet(Map<String, String> given) throws ProblemException {
    if (given.keySet().stream().anyMatch(it -> it.matches("(.*\\.)?" + PARAMETER))) {
      throw ProblemException.lasting(
          Code.LB1004,
          "--set names '%s', which follows from the plan and its functions".formatted(PARAMETER),
          "nothing was changed",
          "leave it out, or name another jar by --functions");
    }
  }

  /// The code with the plan in it, which replaces one that is there.
  byte[] bytes() throws IOException {
    var written = new ByteArrayOutputStream();
    try (var from = new ZipFile(code.toFile());
        var to = new ZipOutputStream(written)) {
      for (var entry : Collections.list(from.entries())) {
        if (!entry.getName().equals(PLAN)) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          try (var in = from.getInputStream(entry)) {
            in.transferTo(to);
          }
        }
      }
      to.putNextEntry(new ZipEntry(PLAN));
      to.write(plan.getBytes(StandardCharsets.UTF_8));
    }
    return written.toByteArray();
  }

  /// Functions are changed by CloudFormation only when it is another one.
  String name() {
    return sha256.substring(0, HASH) + "-lifeboat-functions.jar";
  }
}
