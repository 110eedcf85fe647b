package dev.lifeboat.cli.doctor;

import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Check that servers of PostgreSQL can be started on this machine.
record PostgresCheck(Map<String, String> environment) {
  private static final String WHAT = "postgresql";

  DoctorCheck check() {
    return DoctorCheck.of(WHAT, this::look);
  }

  private DoctorFinding look() throws InterruptedException {
    var named = environment.getOrDefault("LIFEBOAT_POSTGRES", "");
    try {
      var user = Launcher.user().orElse(System.getProperty("user.name", "this user"));
      var _ = Launcher.prefix();
      if (!named.isBlank()) {
        var _ = Installation.at(Path.of(named));
      }
      var which = named.isBlank() ? "the one that comes with Lifeboat" : named;
      return DoctorFinding.well(WHAT, "%s, run as %s".formatted(which, user));
    } catch (IOException missing) {
      return DoctorFinding.trouble(
          WHAT,
          FileFailure.told(missing),
          !named.isBlank()
              ? "mend LIFEBOAT_POSTGRES, or leave it out to use the one that comes with Lifeboat"
              : "run Lifeboat as an ordinary user, or add the user 'postgres' and 'setpriv'");
    }
  }
}
