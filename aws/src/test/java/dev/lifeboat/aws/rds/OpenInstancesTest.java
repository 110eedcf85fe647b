package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Instances that take writes beside the writer's.
final class OpenInstancesTest {
  private final AnsweredInstances rds = new AnsweredInstances(Optional.of("sg-shut"));

  private List<String> besideWest() throws InterruptedException {
    return new OpenInstances(rds.instances).beside("west").stream().map(Problem::happened).toList();
  }

  @Test
  void a_writer_of_before_is_told_until_it_is_closed() throws Exception {
    rds.group("east-db", "sg-users");
    assertThat(besideWest()).containsExactly("east-db in us-east-1 is open and follows nobody");
    rds.group("east-db", "sg-users", "sg-shut");
    assertThat(besideWest()).as("by one of its groups").hasSize(1);
    rds.group("east-db", "sg-shut");
    assertThat(besideWest()).isEmpty();
  }

  @Test
  void the_writer_itself_and_a_replica_are_none() throws Exception {
    rds.group("east-db", "sg-users");
    rds.group("west-db", "sg-users");
    assertThat(new OpenInstances(rds.instances).beside("east")).isEmpty();
  }

  /// Its goals tell that.
  @Test
  void a_region_that_is_silent_shows_nothing() throws Exception {
    rds.group("east-db", "sg-users");
    rds.answers.silence(true);
    assertThat(besideWest()).isEmpty();
  }
}
