package io.github.versionedschema.chains.random;

import java.util.Random;

import io.github.versionedschema.chains.table.ChainConstraint;
import io.github.versionedschema.chains.table.ChainConstraint.Type;

/**
 * Generates operations that change neither columns nor constraints of the table.
 *
 * @param random source of randomness
 * @param table the table that is changed
 */
record OtherOperations(Random random, ChangingTable table) {

	/** Creates a table with a key of one or two columns. */
	void createTable() {
		String name = this.table.objects().name("made");
		String key = this.random.nextBoolean() ? "{name: id, type: int, pk: true}, {name: part, type: int, pk: true}"
				: "{name: id, type: bigint, pk: true, generated: {identity: {user_specified_values: BY DEFAULT}}}, {name: part, type: int}";
		this.table.add(ChainOperation.ofNoValues("""
				- create_table:
				    name: %1$s
				    columns: [%2$s, {name: words, type: text, nullable: true, default: "'x'"}]
				    constraints:
				      - {name: %1$s_unique, type: unique, columns: [words, part]}
				      - {name: %1$s_check, type: check, check: id > 0}
				""".formatted(name, key)));
		this.table.objects().addTable(name);
	}

	void dropTable() {
		String name = this.table.objects().table();
		if (name != null) {
			this.table.add(ChainOperation.ofNoValues("- drop_table: {name: %s}\n".formatted(name)));
			this.table.objects().dropTable(name);
		}
	}

	void setReplicaIdentity() {
		ChainConstraint key = this.table.objects().constraint((some) -> some.kind() == Type.PRIMARY_KEY);
		String identity = switch (this.random.nextInt(4)) {
			case 0 -> "type: nothing";
			case 1 -> "type: full";
			case 2 -> "type: default";
			default -> (key != null) ? "type: index, index: " + Yaml.quoted(key.name()) : "type: full";
		};
		if (!this.table.given().partitioned()) {
			this.table.add(ChainOperation.ofNoValues(
					"- set_replica_identity: {table: %s, identity: {%s}}\n".formatted(this.table.yaml(), identity)));
		}
	}

	void runSql() {
		String name = this.table.objects().name("own");
		this.table.add(ChainOperation.ofNoValues(this.random.nextBoolean()
				? "- sql: {up: create function %1$s() returns int language sql as 'select 1', down: drop function %1$s()}\n"
					.formatted(name)
				: "- sql: {up: create sequence %s, onComplete: true}\n".formatted(name)));
	}

}
