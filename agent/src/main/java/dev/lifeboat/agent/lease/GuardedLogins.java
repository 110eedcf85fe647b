package dev.lifeboat.agent.lease;

import dev.lifeboat.postgres.Endpoint;
import java.util.List;

/// A database that others run, and who may write there only with the lease.
///
/// @param database its name in the plan
/// @param guard how the guard logs in: into the database of `logins`, with `CREATEROLE` and as a
///   member of each of them with the admin option; see docs/aws.md
/// @param logins of the services
public record GuardedLogins(String database, Endpoint guard, List<String> logins) {
  public GuardedLogins {
    logins = List.copyOf(logins);
    if (logins.isEmpty()) {
      throw new IllegalArgumentException("nobody of " + database + " is guarded");
    }
  }
}
