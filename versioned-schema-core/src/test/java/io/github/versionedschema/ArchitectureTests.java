package io.github.versionedschema;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.failure.kind.SchemaFailure;
import io.github.versionedschema.plan.rejection.Rejection;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the dependencies between packages and the size of packages.
 */
@AnalyzeClasses(packages = "io.github.versionedschema", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.versionedschema";

	private static final Set<String> PUBLIC_API = Set.of(ROOT, ROOT + ".event", ROOT + ".failure",
			ROOT + ".failure.kind");

	private static final int MOST_CLASSES = 25;

	/**
	 * The root package, the public API, is not in a slice: its settings and results are
	 * used by the packages behind it.
	 */
	@ArchTest
	static final ArchRule arrowsRunOneWay = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule plansDoNotKnowWhatRunsThem = noClasses().that()
		.resideInAnyPackage(ROOT + ".plan..", ROOT + ".migration..", ROOT + ".schema..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".event..", ROOT + ".journal..", ROOT + ".leader..", ROOT + ".lock..",
				ROOT + ".execute..", ROOT + ".backfill..", ROOT + ".session..", ROOT + ".engine..", ROOT + ".pending..",
				ROOT + ".status..", ROOT + ".transition..");

	/** Reading the catalogue may fail. */
	@ArchTest
	static final ArchRule plansOnlyKnowTheKindsOfFailures = noClasses().that()
		.resideInAnyPackage(ROOT + ".plan..", ROOT + ".migration..", ROOT + ".schema")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".failure");

	@ArchTest
	static final ArchRule oneClassInterpretsSqlStates = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".failure..")
		.should()
		.callMethod(SQLException.class, "getSQLState");

	@ArchTest
	static final ArchRule theExecutorKnowsNoTransition = noClasses().that()
		.resideInAnyPackage(ROOT + ".failure..", ROOT + ".event..", ROOT + ".postgres..", ROOT + ".journal..",
				ROOT + ".leader..", ROOT + ".lock..", ROOT + ".execute..", ROOT + ".backfill..", ROOT + ".session..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT, ROOT + ".engine..", ROOT + ".pending..", ROOT + ".status..", ROOT + ".transition..");

	@ArchTest
	static final ArchRule planAndMigrationTouchNoDatabase = noClasses().that()
		.resideInAnyPackage(ROOT + ".plan..", ROOT + ".migration..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..");

	/** Others could not be treated by their kind. */
	@ArchTest
	static final ArchRule everyExceptionIsAFailure = classes().that()
		.areAssignableTo(Exception.class)
		.and()
		.areTopLevelClasses()
		.and()
		.doNotBelongToAnyOf(Rejection.class, StatementFailedException.class)
		.should()
		.implement(SchemaFailure.class);

	/** Who writes SQL reads the drafts, which name no writer. */
	@ArchTest
	static final ArchRule draftsAndOperationsWriteNoSql = noClasses().that()
		.resideInAnyPackage(ROOT + ".plan.draft..", ROOT + ".plan.operation", ROOT + ".plan.name",
				ROOT + ".plan.rejection")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".plan.ddl", ROOT + ".plan.sync", ROOT + ".plan.table", ROOT + ".plan.strategy",
				ROOT + ".plan.check..", ROOT + ".plan.write");

	@ArchTest
	static final ArchRule theEngineKnowsNoSpringBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	/** Whoever uses the public API should not have to know what is behind it. */
	@ArchTest
	static void thePublicApiShowsFewClassesOfOtherPackages(JavaClasses classes) {
		Set<String> shown = classes.stream()
			.filter((type) -> PUBLIC_API.contains(type.getPackageName()) && type.getModifiers().contains(PUBLIC))
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(PUBLIC))
			.flatMap((method) -> Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream()))
			.flatMap((type) -> type.getAllInvolvedRawTypes().stream())
			.filter((type) -> type.getPackageName().startsWith(ROOT) && !PUBLIC_API.contains(type.getPackageName()))
			.map((type) -> type.getName().substring(ROOT.length() + 1))
			.collect(Collectors.toSet());
		assertThat(shown).containsExactlyInAnyOrder("plan.Plan", "plan.Step", "plan.Phase", "plan.Finding",
				"journal.LastAction", "journal.LastBlocker", "journal.HistoryEntry", "session.ClientGroup",
				"leader.LockSettings", "postgres.ConnectionSource", "migration.MigrationSource");
	}

	@ArchTest
	static void noPackageHasMoreClassesThanOneCanKnow(JavaClasses classes) {
		requireSmallPackages(classes);
	}

	@ArchTest
	static void noPackageOfTestsHasMoreClassesEither(JavaClasses classes) {
		requireSmallPackages(new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages(ROOT));
	}

	private static void requireSmallPackages(JavaClasses classes) {
		Map<String, Long> sizes = classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(sizes).isNotEmpty()
			.allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
	}

}
