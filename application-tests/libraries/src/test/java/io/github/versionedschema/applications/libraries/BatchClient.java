package io.github.versionedschema.applications.libraries;

import java.util.List;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs jobs of Spring Batch, whose executions each release sees. */
final class BatchClient implements Client {

	private final JobRepository repository;

	private final JobOperator operator;

	private final Job job;

	private long runs;

	BatchClient(JobRepository repository, JobOperator operator, PlatformTransactionManager transactions,
			JdbcClient jdbc) {
		this.repository = repository;
		this.operator = operator;
		this.job = new JobBuilder("count", repository)
			.start(new StepBuilder("count", repository).tasklet((contribution, chunk) -> {
				jdbc.sql("select count(*) from shedlock").query().singleValue();
				return RepeatStatus.FINISHED;
			}, transactions).build())
			.build();
	}

	@Override
	public void turn(int number, List<Client> peers) throws Exception {
		JobExecution execution = this.operator.start(this.job,
				new JobParametersBuilder().addString("by", toString())
					.addLong("number", (long) number)
					.toJobParameters());
		assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		this.runs++;
		peers.forEach(
				(peer) -> assertThat(((BatchClient) peer).repository.getJobExecution(execution.getId()).getStatus())
					.isEqualTo(BatchStatus.COMPLETED));
	}

	@Override
	public void verify(List<Client> peers) {
		peers.forEach((peer) -> assertThat(((BatchClient) peer).repository.getJobInstances("count", 0, 1_000_000))
			.hasSizeGreaterThanOrEqualTo((int) this.runs));
	}

}
