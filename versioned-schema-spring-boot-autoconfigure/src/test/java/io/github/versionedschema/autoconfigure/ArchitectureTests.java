package io.github.versionedschema.autoconfigure;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.versionedschema.failure.kind.SchemaFailure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Tests that failures are reported by their kind, so that a new one needs no change here.
 */
@AnalyzeClasses(packagesOf = ArchitectureTests.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.versionedschema.autoconfigure";

	@ArchTest
	static final ArchRule whoReportsFailuresKnowsNoneByItsClass = noClasses().that()
		.resideInAnyPackage(ROOT + ".command..", ROOT + ".actuate..", ROOT + ".diagnostics..", ROOT + ".progress..")
		.should()
		.dependOnClassesThat(assignableTo(SchemaFailure.class).and(not(resideInAPackage("..failure.kind")))
			.and(not(resideInAPackage(ROOT + ".command"))));

	/** The wrapper of a later migration's failure only adds what was done before. */
	@ArchTest
	static final ArchRule everyExceptionIsAFailure = classes().that()
		.areAssignableTo(Exception.class)
		.and(not(simpleNameEndingWith("LaterMigrationException")))
		.should()
		.implement(SchemaFailure.class);

}
