package io.github.versionedschema.plan.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.type.CompositeAttribute;
import io.github.versionedschema.migration.model.type.DomainDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.draft.type.TypeDefinition;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a type: an enum, a composite type or a domain. All versions can use it from
 * expand on.
 *
 * @param name its name
 * @param values the values of an enum, in order
 * @param composite the attributes of a composite type, in order
 * @param domain the type and the rules of a domain
 * @param comment its comment
 */
public record CreateType(String name, @JsonProperty("enum") @Defaulted List<String> values,
		@Defaulted List<CompositeAttribute> composite, @Nullable DomainDefinition domain,
		@Nullable String comment) implements SchemaOperation {

	/** Stands in for a type with errors, so that its columns are judged on their own. */
	private static final TypeDefinition ANY = new TypeDefinition.OfDomain(
			new DomainDefinition("text", null, null, null, null));

	public CreateType {
		values = (values != null) ? List.copyOf(values) : List.of();
		composite = (composite != null) ? List.copyOf(composite) : List.of();
	}

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	@Override
	public Uses uses() {
		return Uses.changing(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		Names.requireUsable(this.name, "type");
		Rejections rejections = new Rejections();
		boolean sound = rejections.attempt(this::requireSound);
		CreatedType type = new CreatedType(this.name, sound ? definition() : ANY, this.comment, source);
		rejections.attempt(() -> {
			draft.types().create(type);
			draft.script(new ScriptItem.NewType(type));
		});
		rejections.end();
	}

	private TypeDefinition definition() {
		return (this.domain != null) ? new TypeDefinition.OfDomain(this.domain) : this.composite.isEmpty()
				? new TypeDefinition.OfEnum(this.values) : new TypeDefinition.OfComposite(this.composite);
	}

	private void requireSound() {
		Rejections rejections = new Rejections();
		if (Stream.of(!this.values.isEmpty(), !this.composite.isEmpty(), this.domain != null)
			.filter((given) -> given)
			.count() != 1) {
			rejections.add(new Rejection(
					"Type %s must be one of enum, composite and domain.".formatted(Names.shown(this.name)),
					"Give exactly one of these keys."));
		}
		requireSoundValues(rejections);
		requireSoundAttributes(rejections);
		rejections.end();
	}

	private void requireSoundValues(Rejections rejections) {
		Set<String> seen = new HashSet<>();
		for (String value : this.values) {
			if (!seen.add(value)) {
				rejections.add(new Rejection(
						"Type %s has the value %s twice.".formatted(Names.shown(this.name), Names.shown(value)), null));
			}
			if (!Identifier.fits(value)) {
				rejections
					.add(new Rejection(
							"Value %s of type %s is longer than 63 bytes.".formatted(Names.shown(value),
									Names.shown(this.name)),
							"PostgreSQL allows no longer value: choose a shorter one."));
			}
		}
	}

	private void requireSoundAttributes(Rejections rejections) {
		Set<String> seen = new HashSet<>();
		for (CompositeAttribute attribute : this.composite) {
			rejections.attempt(() -> Names.requireUsable(attribute.name(), "attribute"));
			if (!seen.add(attribute.name())) {
				rejections.add(new Rejection("Type %s has the attribute %s twice.".formatted(Names.shown(this.name),
						Names.shown(attribute.name())), null));
			}
		}
	}

}
