package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import dev.lifeboat.provision.apply.StackTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import tools.jackson.databind.json.JsonMapper;

/// Templates that are too long for a call.
final class TemplateBucketTest {
  private static final String REGION = "us-west-2";
  private static final String BUCKET = "lifeboat-templates-123456789012-us-west-2";

  private final MemoryTemplates s3 = new MemoryTemplates();

  private String put(String plan) throws Exception {
    var stack = new StackAddress(REGION, "lifeboat-%s-recovery".formatted(plan));
    return new TemplateBucket(s3.clients(), plan).put(stack, StackTemplate.of("{}"));
  }

  @Test
  void a_template_is_private_read_over_tls_alone_and_gone_after_a_week() throws Exception {
    assertThat(put("shop"))
        .isEqualTo(
            "https://%s.s3.us-west-2.amazonaws.com/shop/lifeboat-shop-recovery.%s.template.json"
                .formatted(BUCKET, Sha256.of("{}".getBytes(StandardCharsets.UTF_8))));

    var policy = JsonMapper.shared().readTree((String) s3.asked.get(1)).at("/Statement/0");
    assertThat(policy.at("/Effect").asString()).isEqualTo("Deny");
    assertThat(policy.at("/Condition/Bool/aws:SecureTransport").asString()).isEqualTo("false");
    assertThat(policy.at("/Resource").values())
        .extracting(it -> it.asString())
        .containsExactly("arn:aws:s3:::" + BUCKET, "arn:aws:s3:::" + BUCKET + "/*");
    assertThat(s3.asked)
        .contains(
            PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build(),
            LifecycleExpiration.builder().days(7).build());
  }

  /// Goal: a look with another template changes none that CloudFormation is about to read.
  @Test
  void another_text_of_one_stack_is_at_another_address() throws Exception {
    var stack = new StackAddress(REGION, "lifeboat-shop-recovery");
    var templates = new TemplateBucket(s3.clients(), "shop");

    var first = templates.put(stack, StackTemplate.of("{}"));

    assertThat(templates.put(stack, StackTemplate.of("{\"Resources\":{}}"))).isNotEqualTo(first);
    assertThat(templates.put(stack, StackTemplate.of("{}"))).isEqualTo(first);
  }

  @Test
  void a_look_makes_no_bucket_and_sets_nothing_on_one() throws Exception {
    var stack = new StackAddress(REGION, "lifeboat-shop-recovery");
    var templates = new TemplateBucket(s3.clients(), "shop");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> templates.upload(stack, StackTemplate.of("{}")));
    assertThat(templates.isThere(REGION)).isFalse();
    assertThat(s3.buckets).isEmpty();

    var address = templates.put(stack, StackTemplate.of("{}"));
    s3.asked.clear();
    assertThat(templates.isThere(REGION)).isTrue();
    assertThat(templates.upload(stack, StackTemplate.of("{}"))).isEqualTo(address);
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void the_bucket_goes_with_the_last_plan_and_says_so_before() throws Exception {
    var shop = new TemplateBucket(s3.clients(), "shop");
    assertThat(shop.fate(REGION)).isEmpty();
    shop.end(REGION);
    put("shop");
    put("shop-two");
    put("shop");

    assertThat(shop.fate(REGION)).get().matches(Fate::kept);
    shop.end(REGION);
    assertThat(s3.buckets.keySet()).containsExactly(BUCKET);

    var other = new TemplateBucket(s3.clients(), "shop-two");
    assertThat(other.fate(REGION)).get().matches(it -> !it.kept() && it.name().equals(BUCKET));
    other.end(REGION);
    assertThat(s3.buckets).isEqualTo(Map.of());
  }

  @Test
  void what_a_person_set_on_the_bucket_stays() throws Exception {
    put("shop");
    var own = new TreeMap<String, Object>(s3.settings);
    own.replaceAll((_, it) -> "a person's instead of " + it);
    s3.settings.putAll(own);

    put("shop");

    assertThat(s3.settings).isEqualTo(own).hasSize(2);
  }

  @Test
  void a_bucket_that_nobody_may_list_is_told_as_not_known() throws Exception {
    s3.secretive = true;
    assertThat(new TemplateBucket(s3.clients(), "shop").isThere(REGION)).isFalse();
    assertThat(new TemplateBucket(s3.clients(), "shop").fate(REGION))
        .get()
        .matches(it -> it.kept() && it.why().contains("not known"));
  }
}
