package dev.lifeboat.cli.regions;

import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.postgres.Encryption.Mode;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a login is encrypted, where that is told as `psql` is told: by PGSSLMODE and PGSSLROOTCERT.
public final class LoginEncryption {
  private LoginEncryption() {}

  /// `prefer` where nothing is said. Who names roots and requires encryption has them verified, as
  /// libpq does.
  ///
  /// @throws ProblemException LB1009 for a word that libpq does not know, and roots that cannot be
  ///   read
  public static Encryption in(Map<String, String> environment) throws ProblemException {
    var word = environment.getOrDefault("PGSSLMODE", Mode.PREFER.word());
    var mode = Mode.of(word).orElseThrow(() -> unknown(word));
    var roots =
        Optional.of(environment.getOrDefault("PGSSLROOTCERT", ""))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    var encryption =
        new Encryption(mode == Mode.REQUIRE && roots.isPresent() ? Mode.VERIFY_CA : mode, roots);
    try {
      encryption.requireReadable();
    } catch (IOException unreadable) {
      throw Problem.lasting(
              Code.LB1009,
              "PGSSLMODE=%s needs root certificates, and there are none: %s"
                  .formatted(word, FileFailure.told(unreadable)),
              "nothing was begun",
              "set PGSSLROOTCERT to a file of them in PEM, such as the bundle of RDS")
          .asException(unreadable);
    }
    return encryption;
  }

  private static ProblemException unknown(String word) {
    var known = Arrays.stream(Mode.values()).map(Mode::word).collect(Collectors.joining(", "));
    return ProblemException.lasting(
        Code.LB1009,
        "PGSSLMODE is '%s', which psql does not know".formatted(word),
        "nothing was begun",
        "set it to one of " + known);
  }
}
