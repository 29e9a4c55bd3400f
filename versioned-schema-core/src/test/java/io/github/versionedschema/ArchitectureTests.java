package io.github.versionedschema;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * Which package may know which: arrows run one way.
 */
@AnalyzeClasses(packages = "io.github.versionedschema", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.versionedschema";

	@ArchTest
	static final ArchRule arrowsRunOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.withOptionalLayers(true)
		.layer("facade")
		.definedBy(ROOT)
		.layer("session")
		.definedBy(ROOT + ".session..")
		.layer("backfill")
		.definedBy(ROOT + ".backfill..")
		.layer("execute")
		.definedBy(ROOT + ".execute..")
		.layer("plan")
		.definedBy(ROOT + ".plan..")
		.layer("schema")
		.definedBy(ROOT + ".schema..")
		.layer("migration")
		.definedBy(ROOT + ".migration..")
		.whereLayer("facade")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("session")
		.mayOnlyBeAccessedByLayers("facade")
		.whereLayer("backfill")
		.mayOnlyBeAccessedByLayers("facade")
		.whereLayer("execute")
		.mayOnlyBeAccessedByLayers("facade", "session", "backfill")
		.whereLayer("plan")
		.mayOnlyBeAccessedByLayers("facade", "session", "backfill", "execute")
		.whereLayer("schema")
		.mayOnlyBeAccessedByLayers("facade", "session", "backfill", "execute", "plan")
		.whereLayer("migration")
		.mayOnlyBeAccessedByLayers("facade", "session", "backfill", "execute", "plan");

	@ArchTest
	static final ArchRule planAndMigrationTouchNoDatabase = noClasses().that()
		.resideInAnyPackage(ROOT + ".plan..", ROOT + ".migration..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule theEngineKnowsNoSpringBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..")
		.allowEmptyShould(true);

}
