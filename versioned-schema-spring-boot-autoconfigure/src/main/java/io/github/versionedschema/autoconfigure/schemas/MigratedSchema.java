package io.github.versionedschema.autoconfigure.schemas;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.datasource.PinnedSchema;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.VersionCheck;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * A schema that the application migrates and uses: its engine, its leader in this process
 * and the version that the application was written for.
 */
public final class MigratedSchema implements ApplicationListener<ApplicationContextEvent>, DisposableBean, Ordered {

	private final SchemaFoundation foundation;

	private final VersionedSchemaFactory factory;

	private final VersionedSchema engine;

	private final SchemaLeader leader;

	private final FirstConnection firstConnection;

	private final ApplicationVersion version;

	private final VersionCheck check;

	private final ApplicationContext context;

	/**
	 * Creates the schema; nothing happens yet.
	 * @param foundation what the engine is built on
	 * @param factory creates further engines
	 * @param engine the engine
	 * @param leader runs transitions
	 * @param firstConnection is opened while the application starts
	 * @param version the application's version
	 * @param context whose shutdown stops a transition
	 */
	public MigratedSchema(SchemaFoundation foundation, VersionedSchemaFactory factory, VersionedSchema engine,
			SchemaLeader leader, FirstConnection firstConnection, ApplicationVersion version,
			ApplicationContext context) {
		this.foundation = foundation;
		this.factory = factory;
		this.engine = engine;
		this.leader = leader;
		this.firstConnection = firstConnection;
		this.version = version;
		this.check = new VersionCheck(version, () -> engine.usableSchema() != null);
		this.context = context;
	}

	/** Returns the name, which is unique in the application. */
	public String name() {
		return this.foundation.name();
	}

	/** Returns the name in meters and spans: the base schema, or the configured name. */
	public String meterName() {
		return this.foundation.meterName(this.engine);
	}

	/** Returns what the engine is built on. */
	public SchemaFoundation foundation() {
		return this.foundation;
	}

	/** Returns the properties of this schema. */
	public VersionedSchemaProperties properties() {
		return this.foundation.properties();
	}

	/** Returns the factory of further engines. */
	public VersionedSchemaFactory factory() {
		return this.factory;
	}

	/** Returns the engine. */
	public VersionedSchema engine() {
		return this.engine;
	}

	/** Returns the leader of this process. */
	public SchemaLeader leader() {
		return this.leader;
	}

	/** Returns the version that the application was written for. */
	public ApplicationVersion version() {
		return this.version;
	}

	/** Returns the check whether that version is still live. */
	public VersionCheck check() {
		return this.check;
	}

	/** Closes the connection that was opened ahead, unless it was used. */
	void closeFirstConnection() {
		this.firstConnection.close();
	}

	/** Returns what is needed to pin a pool. */
	PinnedSchema pinned() {
		return new PinnedSchema(this.engine, this.version, this.foundation.pools(), this.foundation.leader(),
				this.foundation.database(), this.foundation.choice(), this.firstConnection);
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent) {
			this.foundation.events().publishKept();
		}
		else if (event instanceof ContextClosedEvent) {
			stop();
		}
	}

	private void stop() {
		this.leader.close();
		this.foundation.events().close();
	}

	@Override
	public void destroy() {
		stop();
		this.foundation.pools().close();
	}

	@Override
	public int getOrder() {
		return this.foundation.position();
	}

}
