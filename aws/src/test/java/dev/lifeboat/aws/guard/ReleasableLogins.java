package dev.lifeboat.aws.guard;

import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.ToldLeaseEnd;
import dev.lifeboat.guard.audit.AuditTrail;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A server in memory, which can be armed and released.
final class ReleasableLogins implements GuardedLogins {
  volatile ToldLeaseEnd end = new ToldLeaseEnd.Over();
  String uncoverable = "";
  Check whenReleased = () -> {};

  /// What must hold at that moment.
  interface Check {
    void hold() throws Exception;
  }

  @Override
  public String login() {
    return "guard";
  }

  @Override
  public Optional<Replica> replica() {
    return Optional.empty();
  }

  @Override
  public ToldLeaseEnd leaseEnd() {
    return end;
  }

  @Override
  public String uncoverable() {
    return uncoverable;
  }

  @Override
  public String release() throws SQLException {
    try {
      whenReleased.hold();
    } catch (Exception wrong) {
      throw new SQLException(wrong);
    }
    end = new ToldLeaseEnd.Released();
    return "";
  }

  @Override
  public void forget() {
    end = new ToldLeaseEnd.NeverTold();
  }

  @Override
  public void giveUp() {}

  @Override
  public void letIn() {}

  @Override
  public void arm(Supplier<Duration> left) {
    end = new ToldLeaseEnd.Ahead(left.get());
  }

  @Override
  public void prepare() {}

  @Override
  public String cover() {
    return "";
  }

  @Override
  public void admit(Supplier<Duration> left) {}

  @Override
  public int shut() {
    return 0;
  }

  @Override
  public String written() {
    return "0/1";
  }

  @Override
  public Optional<AuditTrail> audit(String database) {
    return Optional.empty();
  }
}
