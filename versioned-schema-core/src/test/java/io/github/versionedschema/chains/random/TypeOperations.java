package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.OwnType;

/**
 * Generates operations on types that only this table uses.
 *
 * @param random source of randomness
 * @param additions adds columns
 * @param table the table that is changed
 */
record TypeOperations(Random random, ColumnAdditions additions, ChangingTable table) {

	void create() {
		String name = this.table.objects().name("type");
		int which = this.random.nextInt(3);
		OwnType type;
		String definition;
		if (which == 0) {
			type = OwnType.ofEnum(name, List.of("one", "two", "three"));
			definition = "enum: [one, two, three]";
		}
		else if (which == 1) {
			type = new OwnType(Kind.ofDomain(name), List.of(), false);
			definition = "domain: {type: int, check: {name: %s_check, constraint: value > -1000000000}}"
				.formatted(name);
		}
		else {
			type = new OwnType(Kind.ofComposite(name), List.of(), false);
			definition = "composite: [{name: n, type: int}, {name: words, type: text}]";
		}
		this.table.add(ChainOperation.ofNoValues("- create_type: {name: %s, %s}\n".formatted(name, definition)));
		this.table.objects().add(type);
		if (this.random.nextInt(3) > 0) {
			this.additions.addValue(type.kind());
		}
	}

	void drop() {
		OwnType type = this.table.objects().type((some) -> columns(some).isEmpty());
		if (type != null) {
			this.table.add(ChainOperation.ofNoValues("- drop_type: {name: %s}\n".formatted(type.name())));
			this.table.objects().drop(type);
		}
	}

	/** All live versions see the value. */
	void addValue() {
		OwnType type = this.table.objects().type((some) -> !some.labels().isEmpty() && !some.replaced());
		if (type == null) {
			return;
		}
		List<String> labels = new ArrayList<>(type.labels());
		String label = newLabel();
		labels.add(label);
		this.table.add(ChainOperation
			.ofNoValues("- alter_type: {name: %s, add_value: {value: %s}}\n".formatted(type.name(), label)));
		OwnType altered = OwnType.ofEnum(type.name(), labels);
		this.table.objects().replace(type, altered);
		columns(type).forEach((column) -> this.table.replace(column, column.of(altered.kind())));
	}

	/** The newer version has an enum of its own. */
	void replace() {
		OwnType type = this.table.objects().type((some) -> some.labels().size() > 2);
		if (type == null) {
			return;
		}
		String last = type.labels().get(type.labels().size() - 1);
		String first = type.labels().get(0);
		String label = newLabel();
		List<String> others = type.labels().subList(0, type.labels().size() - 1);
		switch (this.random.nextInt(3)) {
			case 0 -> alter(type, with(type.labels(), label),
					"add_value: {value: %s, before: %s, down: \"'%s'\"}".formatted(label, last, last), (value) -> value,
					(value) -> instead(value, label, last));
			case 1 -> alter(type, with(others, label), "rename_value: {from: %s, to: %s}".formatted(last, label),
					(value) -> instead(value, last, label), (value) -> instead(value, label, last));
			default -> alter(type, others, "remove_value: {value: %s, up: \"'%s'\"}".formatted(last, first),
					(value) -> instead(value, last, first), (value) -> value);
		}
	}

	private void alter(OwnType type, List<String> labels, String what, UnaryOperator<String> up,
			UnaryOperator<String> down) {
		OwnType altered = type.withOwn(labels);
		List<Change> changes = columns(type).stream().map((column) -> {
			ChainColumn changed = new ChainColumn(this.table.newIdentity(), column.name(), altered.kind(),
					column.notNull(), column.defaultSql(), column.role());
			return Change.of(column, changed, up.apply(column.sql()), down.apply(changed.sql()));
		}).toList();
		String yaml = "- alter_type: {name: %s, %s}\n".formatted(type.name(), what);
		this.table.add(changes.isEmpty() ? ChainOperation.ofNoValues(yaml) : Change.operation(yaml, changes));
		changes.forEach((change) -> this.table.replace(change.from(), change.to()));
		this.table.objects().replace(type, altered);
	}

	private String newLabel() {
		return "label_" + this.table.number() + this.random.nextInt(1_000);
	}

	private static List<String> with(List<String> labels, String label) {
		List<String> all = new ArrayList<>(labels);
		all.add(label);
		return all;
	}

	private static String instead(String value, String of, String label) {
		return "case %1$s::text when '%2$s' then '%3$s' else %1$s::text end".formatted(value, of, label);
	}

	private List<ChainColumn> columns(OwnType type) {
		return this.table.columns().stream().filter(type::isOf).toList();
	}

}
