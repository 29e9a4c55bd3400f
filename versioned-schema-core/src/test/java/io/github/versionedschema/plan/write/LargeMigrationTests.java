package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests migrations with the maximum number of operations. The timeouts are far longer
 * than necessary, and far shorter than what work of quadratic complexity would need.
 */
@PostgresTest
@Timeout(120)
@Tag("thorough")
class LargeMigrationTests {

	private static final int TABLES = 500;

	private static final int OPERATIONS = 5000;

	@Test
	void columnsOfManyTables(TestDatabase database) {
		Plan plan = plan(database,
				(number) -> "- add_column: {table: t%d, column: {name: c%d, type: int, nullable: true}}"
					.formatted(number % TABLES, number));
		assertThat(plan.steps()).hasSizeLessThan(5 * TABLES);
	}

	@Test
	void sqlThatServesTablesAndColumnsInTurn(TestDatabase database) {
		Plan plan = plan(database,
				(number) -> (number % 2 == 0) ? "- sql: {up: 'create type e%d as enum ()'}".formatted(number)
						: "- add_column: {table: t%d, column: {name: c%d, type: int, nullable: true}}"
							.formatted(number % TABLES, number));
		assertThat(plan.steps()).hasSizeGreaterThan(OPERATIONS / 2);
	}

	@Test
	void newTables(TestDatabase database) {
		Plan plan = plan(database, (number) -> "- create_table: {name: n%d, columns: [{name: id, type: int, pk: true}]}"
			.formatted(number));
		assertThat(plan.steps()).hasSizeGreaterThan(OPERATIONS);
	}

	/**
	 * Listing all operations on the table for each step would exhaust the heap.
	 */
	@Test
	void aStepNamesTheOperationThatItIsOf(TestDatabase database) {
		Plan plan = plan(database,
				(number) -> "- create_index: {table: t1, name: i%d, columns: {a: {}}}".formatted(number));
		List<Step> steps = plan.steps();
		assertThat(steps).hasSizeGreaterThan(OPERATIONS);
		assertThat(steps.stream().mapToInt((step) -> step.origin().size()).sum()).isLessThan(3 * OPERATIONS);
	}

	private static Plan plan(TestDatabase database, IntFunction<String> operation) {
		String tables = IntStream.range(0, TABLES)
			.mapToObj((number) -> "create table t%d (id int primary key, a int);".formatted(number))
			.collect(Collectors.joining("\n"));
		try (PlanRig rig = new PlanRig(database, tables)) {
			return rig.plan(IntStream.range(0, OPERATIONS).mapToObj(operation).collect(Collectors.joining("\n")));
		}
	}

}
