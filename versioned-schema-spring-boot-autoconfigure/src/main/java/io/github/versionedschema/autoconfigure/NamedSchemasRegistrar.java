package io.github.versionedschema.autoconfigure;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.SchemaFoundation;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Defines the beans of the named schemas, which are the same as those of the default one.
 * Engines and their factories are injected only by their qualifier, which is the name.
 */
final class NamedSchemasRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	NamedSchemasRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		for (String name : ConfiguredSchemas.in(this.environment).named()) {
			String foundation = name + "SchemaFoundation";
			String factory = name + "VersionedSchemaFactory";
			String engine = name + "VersionedSchema";
			registry.registerBeanDefinition(foundation, definition(SchemaFoundation.class, "foundation", name));
			registry.registerBeanDefinition(factory, qualified(name,
					definition(VersionedSchemaFactory.class, "factory", new RuntimeBeanReference(foundation))));
			registry.registerBeanDefinition(engine,
					qualified(name, definition(VersionedSchema.class, "engine", new RuntimeBeanReference(factory))));
			registry.registerBeanDefinition(name + "MigratedSchema",
					definition(MigratedSchema.class, "schema", new RuntimeBeanReference(foundation),
							new RuntimeBeanReference(factory), new RuntimeBeanReference(engine)));
		}
	}

	private static RootBeanDefinition definition(Class<?> type, String method, Object... arguments) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(SchemaAssembly.BEAN);
		definition.setFactoryMethodName(method);
		for (int i = 0; i < arguments.length; i++) {
			definition.getConstructorArgumentValues().addIndexedArgumentValue(i, arguments[i]);
		}
		definition.setDestroyMethodName(RootBeanDefinition.INFER_METHOD);
		return definition;
	}

	private static RootBeanDefinition qualified(String name, RootBeanDefinition definition) {
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
