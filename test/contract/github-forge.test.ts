import { openedGithub } from '../support/forge-world/github/opened-github.ts';
import { forgeContract } from './forge-contract.ts';

forgeContract(openedGithub);
