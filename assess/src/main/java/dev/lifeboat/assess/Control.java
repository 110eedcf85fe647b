package dev.lifeboat.assess;

import static dev.lifeboat.problem.Code.LB8001;
import static dev.lifeboat.problem.Code.LB8002;
import static dev.lifeboat.problem.Code.LB8003;
import static dev.lifeboat.problem.Code.LB8004;
import static dev.lifeboat.problem.Code.LB8005;
import static dev.lifeboat.problem.Code.LB8006;
import static dev.lifeboat.problem.Code.LB8007;
import static dev.lifeboat.problem.Code.LB8008;
import static dev.lifeboat.problem.Code.LB8009;
import static dev.lifeboat.problem.Code.LB8010;
import static dev.lifeboat.problem.Code.LB8011;
import static dev.lifeboat.problem.Code.LB8012;
import static dev.lifeboat.problem.Code.LB8013;
import static dev.lifeboat.problem.Code.LB8014;
import static dev.lifeboat.problem.Code.LB8017;
import static dev.lifeboat.problem.Code.LB8018;
import static dev.lifeboat.problem.Code.LB8019;
import static dev.lifeboat.problem.Code.LB8020;
import static dev.lifeboat.problem.Code.LB8021;
import static dev.lifeboat.problem.Code.LB8022;
import static dev.lifeboat.problem.Code.LB8023;
import static dev.lifeboat.problem.Code.LB8024;
import static dev.lifeboat.problem.Code.LB8025;
import static dev.lifeboat.problem.Code.LB8026;
import static dev.lifeboat.problem.Code.LB8027;
import static dev.lifeboat.problem.Code.LB8028;
import static dev.lifeboat.problem.Code.LB8029;
import static dev.lifeboat.problem.Code.LB8030;
import static dev.lifeboat.problem.Code.LB8031;
import static dev.lifeboat.problem.Code.LB8032;
import static dev.lifeboat.problem.Code.LB8033;
import static dev.lifeboat.problem.Code.LB8034;

import dev.lifeboat.problem.Code;
import java.util.List;

/// A named control that a plan and its drills are evidence for. Its whole text asks for more than a
/// tool sees: that nothing speaks against it here certifies nothing.
@SuppressWarnings("ImmutableEnumChecker") // The list is a copy.
public enum Control {
  REL09_BP02(Source.AWS, "REL09-BP02", "secure and encrypt backups", LB8025),
  REL10_BP01(Source.AWS, "REL10-BP01", "deploy the workload to multiple locations", LB8006, LB8007),
  REL11_BP04(Source.AWS, "REL11-BP04", "rely on the data plane during recovery", LB8017, LB8018),
  REL13_BP01(
      Source.AWS, "REL13-BP01", "define recovery objectives", LB8005, LB8014, LB8022, LB8026),
  REL13_BP02(
      Source.AWS,
      "REL13-BP02",
      "use defined recovery strategies to meet the objectives",
      LB8001,
      LB8002,
      LB8003,
      LB8004),
  REL13_BP03(Source.AWS, "REL13-BP03", "test the implementation", LB8009, LB8012, LB8013),
  /// A drill that passed with the plan as it is now ran on what is there. Source: AWS
  /// Well-Architected Framework, Reliability Pillar, REL13-BP04.
  REL13_BP04(Source.AWS, "REL13-BP04", "manage drift at the recovery site", LB8012, LB8034),
  REL13_BP05(Source.AWS, "REL13-BP05", "automate recovery", LB8004, LB8011),
  SEC08_BP01(Source.SECURITY, "SEC08-BP01", "implement secure key management", LB8028),
  SEC08_BP02(Source.SECURITY, "SEC08-BP02", "enforce encryption at rest", LB8027),
  ISO_5_3(Source.ISO, "5.3", "roles, responsibilities and authorities", LB8010, LB8021),
  ISO_8_2_2(Source.ISO, "8.2.2", "business impact analysis", LB8005, LB8014, LB8023),
  ISO_8_3(Source.ISO, "8.3", "strategies and solutions", LB8001, LB8002, LB8003, LB8017),
  ISO_8_4_3(Source.ISO, "8.4.3", "warning and communication", LB8010, LB8011, LB8021, LB8032),
  ISO_8_5(Source.ISO, "8.5", "exercise programme", LB8012, LB8020),
  SOC_CC6_3(Source.SOC, "CC6.3", "least privilege and segregation of duties", LB8029, LB8031),
  SOC_A1_2(
      Source.SOC,
      "A1.2",
      "backup and recovery infrastructure",
      LB8006,
      LB8007,
      LB8008,
      LB8019,
      LB8024,
      LB8025,
      LB8030,
      LB8033),
  SOC_A1_3(Source.SOC, "A1.3", "tests of recovery", LB8009, LB8012),
  NIST_3_2(Source.NIST, "3.2", "business impact analysis", LB8005, LB8014, LB8023),
  NIST_3_4(
      Source.NIST, "3.4", "contingency strategies", LB8001, LB8002, LB8004, LB8017, LB8019, LB8030),
  NIST_3_5(Source.NIST, "3.5", "testing, training and exercises", LB8012);

  /// Who wrote the control.
  private static final class Source {
    static final String AWS = "Well-Architected Reliability";
    static final String SECURITY = "Well-Architected Security";
    static final String ISO = "ISO 22301:2019";
    static final String SOC = "SOC 2 (TSC 2017)";
    static final String NIST = "NIST SP 800-34 Rev. 1";

    private Source() {}
  }

  private final String source;
  private final String id;
  private final String title;
  private final List<Code> against;

  Control(String source, String id, String title, Code... against) {
    this.source = source;
    this.id = id;
    this.title = title;
    this.against = List.of(against);
  }

  /// The document that has it.
  public String source() {
    return source;
  }

  /// As that document counts it.
  public String id() {
    return id;
  }

  /// What it asks for, in short.
  public String title() {
    return title;
  }

  /// Findings of which each speaks against it.
  List<Code> against() {
    return against;
  }

  /// Whether only drills are evidence for it.
  boolean isOfDrills() {
    return against.contains(LB8012);
  }

  /// Whether only backups are evidence for it.
  boolean isOfBackups() {
    return against.equals(List.of(LB8025));
  }

  /// Whether only keys that the plan tells are evidence for it.
  boolean isOfKeys() {
    return against.contains(LB8027) || against.contains(LB8028);
  }

  /// Whether only people that the plan names are evidence for it.
  boolean isOfPeople() {
    return against.contains(LB8029);
  }

  /// Whether only where that lies which no resource names is evidence for it.
  boolean isOfBeside() {
    return against.contains(LB8018);
  }
}
