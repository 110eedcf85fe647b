package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.ProposalKind;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/// Answers of CloudFormation that the emulated account does not give.
final class CloudFormationStacksTest {
  private static final StackAddress AT = new StackAddress("us-west-2", "lifeboat-shop-recovery");
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final int PAGE = 100;
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final List<Tag> asked = new ArrayList<>();
  private final List<String> changeSets = new ArrayList<>();
  private final Map<String, Instant> made = new HashMap<>();
  private List<Stack> stacks = List.of();
  private List<StackResource> resources = List.of();
  private final List<CreateChangeSetRequest> requests = new ArrayList<>();
  private String refusal = "";

  /// One stack, and what a look for the owner of a thing gives.
  private final class Answers implements CloudFormationClient {
    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
      return DescribeStacksResponse.builder().stacks(stacks).build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
      changeSets.remove(request.changeSetName());
      return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
      if (!refusal.isEmpty()) {
        throw refused();
      }
      return ListChangeSetsResponse.builder()
          .summaries(
              changeSets.stream()
                  .map(it ->
                      ChangeSetSummary.builder()
                          .changeSetName(it)
                          .creationTime(Objects.requireNonNullElse(made.get(it), NOW))
                          .build())
                  .toList())
          .build();
    }

    private CloudFormationException refused() {
      var details = AwsErrorDetails.builder().errorCode(refusal).errorMessage("no").build();
      return (CloudFormationException)
          CloudFormationException.builder().awsErrorDetails(details).statusCode(400).build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
      requests.add(request);
      asked.addAll(request.tags());
      changeSets.add(request.changeSetName());
      return CreateChangeSetResponse.builder().build();
    }

    @Override
    public DescribeStackResourcesResponse describeStackResources(
        DescribeStackResourcesRequest request) {
      if (!refusal.isEmpty()) {
        throw refused();
      }
      return DescribeStackResourcesResponse.builder()
          .stackResources(resources.stream().limit(PAGE).toList())
          .build();
    }

    /// A page at a time; the token is where the next one begins.
    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
      int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
      int to = Math.min(resources.size(), from + PAGE);
      return ListStackResourcesResponse.builder()
          .stackResourceSummaries(
              resources.subList(from, to).stream().map(CloudFormationStacksTest::summary).toList())
          .nextToken(to == resources.size() ? null : String.valueOf(to))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private CloudFormationStacks port() {
    var clients =
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((_, _) -> Optional.of(new Answers()));
    return new CloudFormationStacks(
        clients, clients, new TemplateBucket(clients, "shop"), InstantSource.fixed(NOW));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static StackResource row(String name, String status) {
    return StackResource.builder()
        .stackName("theirs")
        .physicalResourceId(name)
        .resourceType(TABLE)
        .resourceStatus(status)
        .build();
  }

  /// A change set takes away what it does not name.
  @Test
  void tags_that_others_put_on_a_stack_stay() throws Exception {
    var center = tag("CostCenter", "7");
    var plan = tag("lifeboat:plan", "shop");
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.FIRST);
    assertThat(asked).containsExactly(plan);

    asked.clear();
    var present = List.of(center, tag("lifeboat:plan", "old"), tag("aws:made-by", "aws"));
    stacks = List.of(Stack.builder().stackName(AT.name()).tags(present).build());
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    assertThat(asked).containsExactly(center, plan);
  }

  /// One that goes by what is there compares it, and takes in nothing.
  @Test
  void what_people_changed_is_put_back_by_a_change_set_of_its_own_kind() throws Exception {
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.ACTUAL);

    assertThat(requests)
        .extracting(CreateChangeSetRequest::deploymentModeAsString)
        .containsExactly(null, "REVERT_DRIFT");
    assertThat(requests)
        .extracting(CreateChangeSetRequest::importExistingResources)
        .containsExactly(true, null);
  }

  private static StackResourceSummary summary(StackResource row) {
    return StackResourceSummary.builder()
        .physicalResourceId(row.physicalResourceId())
        .resourceType(row.resourceType())
        .resourceStatus(row.resourceStatusAsString())
        .build();
  }

  @Test
  void a_look_beside_takes_no_change_set_of_whoever_is_at_work() throws Exception {
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    var theirs = List.copyOf(changeSets);
    var look = port().beside();
    var other = port().beside();

    look.propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    other.propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    assertThat(changeSets).doesNotHaveDuplicates().hasSize(3);
    look.withdraw(AT);
    other.withdraw(AT);

    assertThat(changeSets).hasSize(1).isEqualTo(theirs);
  }

  /// Goal: what a killed look left goes with the next one, and nobody else's does.
  @Test
  void a_change_set_of_a_look_that_was_killed_goes_and_a_younger_one_stays() throws Exception {
    port().beside().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    port().beside().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    changeSets.add("lifeboat-shop-recovery-own");
    var lost = changeSets.get(0);
    var young = changeSets.get(1);
    made.put(lost, NOW.minus(Duration.ofMinutes(121)));
    made.put(young, NOW.minus(Duration.ofMinutes(119)));
    made.put("lifeboat-shop-recovery-own", NOW.minus(Duration.ofDays(9)));

    refusal = "AccessDenied";
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);
    assertThat(changeSets).contains(lost);
    refusal = "";
    port().propose(AT, StackTemplate.of("{}"), Map.of(), ProposalKind.TEMPLATES);

    assertThat(changeSets).doesNotContain(lost).contains(young, "lifeboat-shop-recovery-own");
  }

  @Test
  void a_stack_with_more_than_a_page_is_the_owner_of_what_it_has_and_of_nothing_else()
      throws Exception {
    resources =
        IntStream.range(0, 250).mapToObj(it -> row("thing-" + it, "CREATE_COMPLETE")).toList();
    assertThat(port().owner(AT, TABLE, "thing-7")).contains("theirs");
    assertThat(port().owner(AT, TABLE, "thing-249")).contains("theirs");
    assertThat(port().owner(AT, TABLE, "lifeboat-votes")).isEmpty();
    assertThat(port().owner(AT, "AWS::S3::Bucket", "thing-249")).isEmpty();
    assertThat(port().owner(new StackAddress("us-west-2", "theirs"), TABLE, "thing-7")).isEmpty();

    resources = List.of(row("thing-7", "DELETE_SKIPPED"), row("thing-8", "CREATE_COMPLETE"));
    assertThat(port().owner(AT, TABLE, "thing-7")).isEmpty();
  }

  @Test
  void what_is_in_no_stack_has_no_owner_and_a_denial_is_told() throws Exception {
    refusal = "ValidationError";
    assertThat(port().owner(AT, TABLE, "lifeboat-votes")).isEmpty();
    refusal = "AccessDenied";
    assertThatThrownBy(() -> port().owner(AT, TABLE, "lifeboat-votes"))
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB7002));
  }
}
