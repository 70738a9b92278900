#include "reports/score.h"
