package io.github.versionedschema.autoconfigure.command;

import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.datasource.LeaderConnections;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One command from its call to the end of the process. Until then standard output belongs
 * to its result: what else is written there goes to standard error.
 */
final class CommandExecution {

	private final CommandRequest request;

	private final CommandExit exit;

	private final PrintStream out = System.out;

	private final PrintStream err = System.err;

	private boolean finished;

	CommandExecution(CommandRequest request, CommandExit exit) {
		this.request = request;
		this.exit = exit;
	}

	/**
	 * Keeps everybody else away from standard output.
	 * @throws AbandonedRunException after the process should have ended, as the call is
	 * invalid
	 */
	void begin() {
		System.setOut(this.err);
		try {
			this.request.operatorCommand();
		}
		catch (InvalidCallException ex) {
			finish(failure(ex, null));
			throw new AbandonedRunException();
		}
	}

	/**
	 * Runs the command with beans of a context and ends the process.
	 * @throws AbandonedRunException after the process should have ended
	 */
	void run(ConfigurableApplicationContext context) {
		CommandResult result;
		try {
			result = result(context);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			result = failure(ex, context);
		}
		catch (ExecutionException ex) {
			result = failure(Objects.requireNonNullElse(ex.getCause(), ex), context);
		}
		catch (RuntimeException ex) {
			result = failure(ex, context);
		}
		context.close();
		finish(result);
		throw new AbandonedRunException();
	}

	private CommandResult result(ConfigurableApplicationContext context)
			throws InterruptedException, ExecutionException {
		if (context.getBeanProvider(VersionedSchema.class).getIfAvailable() == null) {
			throw new InvalidCallException("There is no schema to run the command on",
					"The application needs a DataSource bean, and versioned-schema.enabled must not be false.");
		}
		context.getBean(LeaderConnections.class).resolve();
		VersionedSchemaProperties properties = context.getBean(VersionedSchemaProperties.class);
		CommandRunner runner = new CommandRunner(context.getBean(VersionedSchema.class),
				context.getBean(VersionedSchemaFactory.class), properties,
				new CommandProgress(this.err, properties.expand().progressInterval()));
		return context.getBean(SchemaLeader.class).call(() -> runner.run(this.request.operatorCommand())).get();
	}

	/**
	 * Ends the process after a context could not be built.
	 */
	void fail(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		finish(failure(failure, context));
	}

	private CommandResult failure(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		return CommandFailures.result(this.request.command(), failure, FailureAnalyses.of(failure, context));
	}

	private void finish(CommandResult result) {
		if (this.finished) {
			return;
		}
		this.finished = true;
		new CommandConsole(this.out, this.err, this.request.isJson()).print(result);
		this.exit.exit(result.exitStatus());
	}

}
