package io.github.versionedschema.plan.draft.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.type.NewValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Catalogue.RelationKind;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * The types of the base schema. They are shared by all versions: a type exists from
 * expand of the migration that creates it until complete of the migration that drops it.
 */
public final class TypeDrafts {

	private static final Set<RelationKind> WITHOUT_TYPE = Set.of(RelationKind.INDEX, RelationKind.SEQUENCE);

	private final Catalogue catalogue;

	private final Map<String, SchemaType> known = new HashMap<>();

	private final Map<String, CreatedType> created = new LinkedHashMap<>();

	private final List<AddedValue> added = new ArrayList<>();

	private final Map<String, ReplacedType> replaced = new LinkedHashMap<>();

	private final Map<String, Source> dropped = new LinkedHashMap<>();

	public TypeDrafts(Catalogue catalogue) {
		this.catalogue = catalogue;
		catalogue.definedTypes().forEach((type) -> this.known.put(type.name(), type));
	}

	/** Returns the operations that drop a type, by the type's name. */
	public Map<String, Source> dropped() {
		return Collections.unmodifiableMap(this.dropped);
	}

	/** Returns where the types are. */
	public TypePlaces places() {
		return new TypePlaces(this.catalogue.schema(), this.known, this.replaced);
	}

	/**
	 * Returns the enums that the older version had for itself when the catalogue was
	 * read.
	 */
	public List<SchemaType> ofOlderVersion() {
		return this.known.values()
			.stream()
			.filter((type) -> type.schema() != null)
			.sorted(Comparator.comparing(SchemaType::name))
			.toList();
	}

	/** Returns the type of the catalogue, or null if the chain creates it. */
	public @Nullable SchemaType source(String name) {
		return this.known.get(name);
	}

	/** Returns the names of types that the newer version no longer has. */
	public List<String> leaving() {
		return Stream
			.concat(this.known.values().stream().filter(SchemaType::leaving).map(SchemaType::name),
					this.dropped.keySet().stream())
			.toList();
	}

	/** Returns whether a type of the chain has the name. */
	public boolean isCreated(String name) {
		return this.created.containsKey(name);
	}

	/**
	 * Adds a type.
	 * @param type the type
	 * @throws Rejection if another object has its name
	 */
	public void create(CreatedType type) {
		requireFree(type.name());
		this.created.put(type.name(), type);
	}

	private void requireFree(String name) {
		if (!this.catalogue.types().contains(name) && !this.created.containsKey(name) && !hasRowType(name)) {
			return;
		}
		throw new Rejection(
				"Schema %s already has a type, table or view %s.".formatted(Names.shown(this.catalogue.schema()),
						Names.shown(name)),
				leaving().contains(name) ? "It is dropped only at complete. Choose another name."
						: "Choose another name.");
	}

	private boolean hasRowType(String name) {
		RelationKind kind = this.catalogue.otherRelations().get(name);
		return (kind != null && !WITHOUT_TYPE.contains(kind)) || this.catalogue.tables()
			.stream()
			.anyMatch((table) -> table.name().equals(name) || table.physicalName().equals(name)
					|| table.physical().formerNames().contains(name));
	}

	/**
	 * Returns whether an enum does not have a value yet.
	 * @param added the value
	 * @throws Rejection if it cannot be added
	 */
	public boolean canAdd(AddedValue added) {
		List<String> values = values(added.type());
		NewValue asked = added.value();
		if (values.contains(asked.value())) {
			return false;
		}
		requireNewValue(added.type(), asked.value());
		if (asked.before() != null && asked.after() != null) {
			throw new Rejection("A value cannot have both \"before\" and \"after\".", "Leave one of them out.");
		}
		String neighbour = (asked.before() != null) ? asked.before() : asked.after();
		if (neighbour != null) {
			requireValue(added.type(), neighbour);
		}
		return true;
	}

	/** Adds a value to an enum. */
	public void add(AddedValue value) {
		if (this.replaced.containsKey(value.type())) {
			throw changedBefore(value.type());
		}
		this.added.add(value);
	}

	/** Refuses a value that an enum does not have. */
	public void requireValue(String type, String value) {
		List<String> values = values(type);
		if (!values.contains(value)) {
			throw new Rejection("Type %s has no value %s.".formatted(Names.shown(type), Names.shown(value)),
					Names.suggestion(value, values));
		}
	}

	/** Refuses a value that an enum has or cannot have. */
	public void requireNewValue(String type, String value) {
		if (values(type).contains(value)) {
			throw new Rejection("Type %s already has a value %s.".formatted(Names.shown(type), Names.shown(value)),
					"Choose another one.");
		}
		if (!Identifier.fits(value)) {
			throw new Rejection(
					"Value %s of type %s is longer than 63 bytes.".formatted(Names.shown(value), Names.shown(type)),
					"PostgreSQL allows no longer value: choose a shorter one.");
		}
	}

	/**
	 * Returns an enum that the chain can replace.
	 * @throws Rejection if an earlier operation creates or changes it
	 */
	public SchemaType replaceable(String name) {
		values(name);
		SchemaType source = this.known.get(name);
		if (source == null || this.replaced.containsKey(name)
				|| this.added.stream().anyMatch((value) -> value.type().equals(name))) {
			throw changedBefore(name);
		}
		return source;
	}

	private static Rejection changedBefore(String name) {
		return new Rejection(
				"Type %s is created or changed by an earlier operation of this migration.".formatted(Names.shown(name)),
				"Change one value in each migration.");
	}

	/** Replaces an enum. */
	public void replace(ReplacedType type) {
		this.replaced.put(type.name(), type);
	}

	/** Returns the enums whose values differ between the versions. */
	public List<ReplacedType> replaced() {
		return new ArrayList<>(this.replaced.values());
	}

	/** Returns the name of the enum that a type means, or null if it means none. */
	public @Nullable String enumOf(String type) {
		return Stream
			.concat(this.known.values()
				.stream()
				.filter((known) -> known.kind() == Column.TypeKind.ENUM)
				.map(SchemaType::name),
					this.created.values()
						.stream()
						.filter((made) -> made.definition() instanceof TypeDefinition.OfEnum)
						.map(CreatedType::name))
			.filter((name) -> places().isOf(type, name))
			.findFirst()
			.orElse(null);
	}

	/** Returns the values that the chain adds to enums of the catalogue. */
	public List<AddedValue> added() {
		return this.added.stream().filter((value) -> !this.created.containsKey(value.type())).toList();
	}

	/** Returns the values of an enum at this point, in no particular order. */
	private List<String> values(String name) {
		List<String> values = new ArrayList<>();
		CreatedType type = this.created.get(name);
		if (type == null) {
			requireOwn(name);
		}
		if (this.dropped.containsKey(name)) {
			throw missing(name);
		}
		SchemaType source = this.known.get(name);
		if (type != null && type.definition() instanceof TypeDefinition.OfEnum definition) {
			values.addAll(definition.values());
		}
		else if (type == null && source != null && source.kind() == Column.TypeKind.ENUM) {
			values.addAll(source.values());
		}
		else {
			throw new Rejection("Type %s is not an enum.".formatted(Names.shown(name)), null);
		}
		this.added.stream()
			.filter((added) -> added.type().equals(name))
			.map((added) -> added.value().value())
			.forEach(values::add);
		return values;
	}

	/**
	 * Drops a type.
	 * @param name its name
	 * @param source the operation
	 * @throws Rejection if there is none, or if it cannot be dropped
	 */
	public void drop(String name, Source source) {
		if (!this.created.containsKey(name)) {
			requireOwn(name);
		}
		ReplacedType changed = this.replaced.get(name);
		if (changed != null && changed.source().schema() == null) {
			throw changedBefore(name);
		}
		if (this.dropped.putIfAbsent(name, source) != null) {
			throw missing(name);
		}
	}

	private void requireOwn(String name) {
		SchemaType type = this.known.get(name);
		if (type == null || type.leaving()) {
			throw missing(name);
		}
		if (type.extension() != null) {
			throw new Rejection("Type %s belongs to extension %s.".formatted(Names.shown(name), type.extension()),
					null);
		}
	}

	private Rejection missing(String name) {
		boolean table = !this.catalogue.types().contains(name) && hasRowType(name);
		return new Rejection(
				(table ? "%s in schema %s is a table or view, and not a type." : "There is no type %s in schema %s.")
					.formatted(Names.shown(name), Names.shown(this.catalogue.schema())),
				table ? "Use drop_table."
						: Names.suggestion(name,
								Stream.concat(this.catalogue.types().stream(), this.created.keySet().stream())
									.filter((other) -> !leaving().contains(other))
									.toList()));
	}

	/** Returns the types that the chain creates, in order. */
	public List<CreatedType> created() {
		return new ArrayList<>(this.created.values());
	}

}
