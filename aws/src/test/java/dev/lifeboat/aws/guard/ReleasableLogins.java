package dev.lifeboat.aws.guard;

import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.LeaseEnd;
import dev.lifeboat.guard.audit.AuditTrail;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A server in memory, which can be armed and released.
final class ReleasableLogins implements GuardedLogins {
  volatile LeaseEnd end = new LeaseEnd.Over();
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
  public LeaseEnd leaseEnd() {
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
    end = new LeaseEnd.Released();
    return "";
  }

  @Override
  public void forget() {
    end = new LeaseEnd.NeverTold();
  }

  @Override
  public void giveUp() {}

  @Override
  public void letIn() {}

  @Override
  public void arm(Supplier<Duration> left) {
    end = new LeaseEnd.Ahead(left.get());
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
