package dev.lifeboat.lab.setup;

import dev.lifeboat.postgres.Installation;
import java.util.List;

/// Which PostgreSQL a lab runs, and as whom.
///
/// @param launcher words before each of its commands; empty unless the lab runs as root
record PostgresSetup(Installation installation, List<String> launcher) {
  PostgresSetup {
    launcher = List.copyOf(launcher);
  }
}
