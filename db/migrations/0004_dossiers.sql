CREATE TABLE `disputes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`fact` text,
	`period` text,
	`code` text,
	`claim` text,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_by_id` text,
	`closed_at` text,
	`closed_by` text,
	`closed_by_id` text,
	`reason` text,
	`import_id` integer,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disputes_unit` ON `disputes` (`unit_id`,`state`);--> statement-breakpoint
CREATE TABLE `dossier_coverage` (
	`unit_id` text NOT NULL,
	`import_id` integer NOT NULL,
	`dossiers` integer NOT NULL,
	`first_month` text NOT NULL,
	PRIMARY KEY(`unit_id`, `import_id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dossier_coverage_import` ON `dossier_coverage` (`import_id`);--> statement-breakpoint
CREATE TABLE `dossier_days` (
	`unit_id` text NOT NULL,
	`day` text NOT NULL,
	`import_id` integer NOT NULL,
	`clock` text NOT NULL,
	`received` integer NOT NULL,
	`due` integer NOT NULL,
	`missed` integer NOT NULL,
	`standing` integer NOT NULL,
	`resolved` integer NOT NULL,
	`late` integer NOT NULL,
	`cleared` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `day`, `import_id`, `clock`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dossier_days_import` ON `dossier_days` (`import_id`);--> statement-breakpoint
CREATE TABLE `dossier_loads` (
	`import_id` integer PRIMARY KEY NOT NULL,
	`as_of` text NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dossiers` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`code` text NOT NULL,
	`unit_id` text NOT NULL,
	`officer_id` integer,
	`procedure_id` integer,
	`received` integer NOT NULL,
	`due` integer,
	`promised` integer,
	`returned` integer,
	`paused_at` integer,
	`state` text NOT NULL,
	`apology` integer NOT NULL,
	`online` integer,
	`waived` integer NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_code` ON `dossiers` (`code`,`import_id`);--> statement-breakpoint
CREATE INDEX `dossiers_returned` ON `dossiers` (`unit_id`,`returned`);--> statement-breakpoint
CREATE TABLE `dossiers_met` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_met_code` ON `dossiers_met` (`import_id`,`code`);--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`source` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`states` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `officers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officers_name` ON `officers` (`unit_id`,`name`);--> statement-breakpoint
CREATE TABLE `procedures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_name` ON `procedures` (`name`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`units` text NOT NULL,
	`provinces` text NOT NULL,
	`kinds` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	`counted_minute` text DEFAULT '' NOT NULL,
	`counted` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_name_unique` ON `api_keys` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE TABLE `api_requests` (
	`key_id` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`request_hash` text NOT NULL,
	`attempt` text NOT NULL,
	`claimed_until` text NOT NULL,
	`status` integer,
	`body` text,
	`at` text NOT NULL,
	PRIMARY KEY(`key_id`, `idempotency_key`),
	FOREIGN KEY (`key_id`) REFERENCES `api_keys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `register_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`province` text NOT NULL,
	`unit_id` text NOT NULL,
	`numbered_by` text NOT NULL,
	`period` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`officer` text,
	`due_on` text,
	`done_on` text,
	`state` text NOT NULL,
	`evidence` text,
	`details` text NOT NULL,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `register_entries_code` ON `register_entries` (`province`,`period`,`kind`,`numbered_by`,`code`);--> statement-breakpoint
CREATE INDEX `register_entries_import` ON `register_entries` (`import_id`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`receipt` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`law_date` text NOT NULL,
	`data_date` text NOT NULL,
	`rule_set_hash` text NOT NULL,
	`last_import` integer NOT NULL,
	`completed_by` text NOT NULL,
	`with_import` integer,
	`given_at` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `told` (
	`person_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`receipt` text NOT NULL,
	`rank` text,
	`possible_ranks` text NOT NULL,
	`index_value` text,
	`effects` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person_id`, `unit_id`, `year`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt`) REFERENCES `receipts`(`receipt`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `told_unit` ON `told` (`unit_id`,`year`);--> statement-breakpoint
CREATE TABLE `successions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_unit_id` text NOT NULL,
	`to_unit_id` text,
	`kind` text NOT NULL,
	`effective_on` text NOT NULL,
	`document_number` text NOT NULL,
	`document_date` text NOT NULL,
	`name_before` text,
	`block_before` text,
	`parent_before` text,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`from_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `successions_from` ON `successions` (`from_unit_id`);--> statement-breakpoint
CREATE INDEX `successions_to` ON `successions` (`to_unit_id`);--> statement-breakpoint
CREATE INDEX `successions_import` ON `successions` (`import_id`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`bytes` blob,
	`state` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `observations` ADD `officer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `observations` ADD `reference` text;--> statement-breakpoint
ALTER TABLE `units` ADD `parent_id` text REFERENCES units(id);--> statement-breakpoint
CREATE INDEX `alerts_unit` ON `alerts` (`unit_id`,`year`);