package io.github.versionedschema.plan.draft.type;

import java.util.List;

import io.github.versionedschema.migration.model.type.CompositeAttribute;
import io.github.versionedschema.migration.model.type.DomainDefinition;

/**
 * What a type is made of.
 */
public sealed interface TypeDefinition {

	/** Returns the SQL types of which it consists. */
	List<String> types();

	/**
	 * An enum.
	 *
	 * @param values its values, in order
	 */
	record OfEnum(List<String> values) implements TypeDefinition {

		public OfEnum {
			values = List.copyOf(values);
		}

		@Override
		public List<String> types() {
			return List.of();
		}

	}

	/**
	 * A composite type.
	 *
	 * @param attributes its attributes, in order
	 */
	record OfComposite(List<CompositeAttribute> attributes) implements TypeDefinition {

		public OfComposite {
			attributes = List.copyOf(attributes);
		}

		@Override
		public List<String> types() {
			return this.attributes.stream().map(CompositeAttribute::type).toList();
		}

	}

	/**
	 * A domain.
	 *
	 * @param domain its type and rules
	 */
	record OfDomain(DomainDefinition domain) implements TypeDefinition {

		@Override
		public List<String> types() {
			return List.of(this.domain.type());
		}

	}

}
