package io.github.versionedschema.plan.draft.type;

import java.util.ArrayList;
import java.util.Collections;
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

	private final Map<String, Source> dropped = new LinkedHashMap<>();

	public TypeDrafts(Catalogue catalogue) {
		this.catalogue = catalogue;
		catalogue.definedTypes().forEach((type) -> this.known.put(type.name(), type));
	}

	/** Returns the operations that drop a type, by the type's name. */
	public Map<String, Source> dropped() {
		return Collections.unmodifiableMap(this.dropped);
	}

	/** Returns the type of the catalogue, or null if the chain creates it. */
	public @Nullable SchemaType source(String name) {
		return this.known.get(name);
	}

	/** Returns the names of types that the newer version does not have any more. */
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
			.anyMatch((table) -> table.name().equals(name) || table.physicalName().equals(name));
	}

	/**
	 * Adds a value to an enum.
	 * @param added the value
	 * @return whether the enum does not have it yet
	 * @throws Rejection if it cannot be added
	 */
	public boolean add(AddedValue added) {
		List<String> values = values(added.type());
		NewValue asked = added.value();
		if (values.contains(asked.value())) {
			return false;
		}
		if (!Identifier.fits(asked.value())) {
			throw new Rejection("Value %s of type %s is longer than 63 bytes.".formatted(Names.shown(asked.value()),
					Names.shown(added.type())), "PostgreSQL allows no longer value: choose a shorter one.");
		}
		if (asked.before() != null && asked.after() != null) {
			throw new Rejection("A value cannot have both \"before\" and \"after\".", "Leave one of them out.");
		}
		String neighbour = (asked.before() != null) ? asked.before() : asked.after();
		if (neighbour != null && !values.contains(neighbour)) {
			throw new Rejection("Type %s has no value %s.".formatted(Names.shown(added.type()), Names.shown(neighbour)),
					Names.suggestion(neighbour, values));
		}
		this.added.add(added);
		return true;
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
